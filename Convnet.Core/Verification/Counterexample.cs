using System.Globalization;

namespace Convnet;

/// <summary>Where a law does not hold: the simplest case that was found, with all that is needed to see it again.</summary>
/// <param name="Law">The law.</param>
/// <param name="Layer">The layer, after shrinking.</param>
/// <param name="Input">The shape of one input sample, after shrinking.</param>
/// <param name="Samples">How many samples the batch has.</param>
/// <param name="Phase">In which phase: <c>training</c>; empty where the law has phases of its own.</param>
/// <param name="Where">What differs, and at which index: <c>gradient by kernel at [0, 1]</c>.</param>
/// <param name="Expected">What the law wants there.</param>
/// <param name="Actual">What the layer gives there.</param>
/// <param name="RelativeError">The difference, divided by the larger of both numbers; null where these are no numbers.</param>
/// <param name="Seed">The seed that all values were drawn from.</param>
/// <param name="Replay">The line of F# that finds it again.</param>
public sealed record Counterexample(
    Law Law,
    ILayer Layer,
    Shape Input,
    int Samples,
    string Phase,
    string Where,
    string Expected,
    string Actual,
    double? RelativeError,
    int Seed,
    string Replay
)
{
    /// <summary>A line for each of its parts.</summary>
    public override string ToString()
    {
        var error = RelativeError is { } relative
            ? string.Create(CultureInfo.InvariantCulture, $"\n    relative error  {relative:0.###e+0}")
            : "";
        return $"""
                layer           {Construction.Of(Layer)}
                given           {Samples} × {Input}{(Phase.Length > 0 ? $", in {Phase}" : "")}
                where           {Where}
                expected        {Expected}
                actual          {Actual}{error}
                seed            {Seed}
                replay          {Replay}
            """;
    }
}
