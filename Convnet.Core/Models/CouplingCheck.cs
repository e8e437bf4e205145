namespace Convnet;

/// <summary>A combinator that says its samples are apart while a part of it couples them would train on wrong numbers: it is refused.</summary>
internal static class CouplingCheck
{
    public static void Refuse(ILayer layer, Shape input)
    {
        Phase[] phases = [Phase.Inference, Phase.Training(default), Phase.Training(default).Freeze()];
        foreach (var part in layer.Parts(input))
        {
            if (phases.Any(phase => part.Layer.CouplesSamples(phase) && !layer.CouplesSamples(phase)))
            {
                throw new ArgumentException(
                    $"{LayerName.OfType(layer)} says that its samples are apart (CouplesSamples is false), but its part {LayerName.OfType(part.Layer)} "
                        + "couples them. Let a combinator answer for its parts."
                );
            }

            Refuse(part.Layer, part.Input);
        }
    }
}
