namespace Convnet;

/// <summary>A layer and a shape that it takes: what laws of any layer are stated for.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Input">The shape of one input sample.</param>
public sealed record LayerOn(ILayer Layer, Shape Input)
{
    /// <summary>The shape of one output sample.</summary>
    public Shape Output => Layer.OutputShape(Input);

    /// <summary>The layer and the shape: <c>Dense(3) on (5)</c>.</summary>
    public override string ToString() => $"{Layer} on {Input}";
}
