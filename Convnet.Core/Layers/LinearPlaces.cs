namespace Convnet;

/// <summary>The one or two places of an axis that a place of a larger one lies between, with how much each weighs, for <c>foreach</c>.</summary>
/// <remarks>Formula: place p of the larger axis is (p + ½)/factor − ½ of the other; places outside are the outermost ones.</remarks>
internal struct LinearPlaces
{
    private readonly int low;
    private readonly double share;
    private readonly int last;
    private readonly int step;
    private int number = -1;

    /// <summary>The places around one.</summary>
    /// <param name="place">A place of the larger axis.</param>
    /// <param name="factor">How many places of the larger axis one of the other is.</param>
    /// <param name="last">The last place of the other axis.</param>
    /// <param name="step">Values from one place to the next.</param>
    public LinearPlaces(int place, int factor, int last, int step)
    {
        var at = ((place + 0.5) / factor) - 0.5;
        low = (int)Math.Floor(at);
        (share, this.last, this.step) = (at - low, last, step);
    }

    /// <summary>Where the values of the place begin, and its weight.</summary>
    public readonly (int Start, float Weight) Current =>
        (Math.Clamp(low + number, 0, last) * step, (float)(number == 0 ? 1 - share : share));

    public readonly LinearPlaces GetEnumerator() => this;

    /// <summary>What weighs nothing is left out, so that no NaN comes from it.</summary>
    public bool MoveNext() => ++number < (share > 0 ? 2 : 1);
}
