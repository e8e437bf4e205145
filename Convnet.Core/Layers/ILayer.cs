namespace Convnet;

/// <summary>
/// A layer: an immutable descriptor, compared by value, with a pure forward function and a pure gradient function. Weights live outside it.
/// A combinator is a layer made of layers, its <see cref="Parts"/>. Shapes here are of one sample; tensors have a batch axis before them.
/// </summary>
public interface ILayer
{
    /// <summary>The shape of one output sample.</summary>
    /// <exception cref="ShapeException">The layer does not take such samples: what was given, the rule, the way out.</exception>
    Shape OutputShape(Shape input);

    /// <summary>The layer's own parameters, without those of its parts.</summary>
    IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) => [];

    /// <summary>The parts of a combinator with the shape that reaches each, one after the other as they are asked for.</summary>
    IEnumerable<Part> Parts(Shape input) => [];

    /// <summary>The same combinator around other parts; every combinator must say how.</summary>
    /// <exception cref="ArgumentException">The layer has no parts, or takes another number of them.</exception>
    ILayer WithParts(IReadOnlyList<ILayer> parts) =>
        parts.Count == 0
            ? this
            : throw new ArgumentException(
                $"{GetType().Name} does not say how it is made of other parts: let it implement WithParts.",
                nameof(parts)
            );

    /// <summary>True where a sample's output depends on the other samples of the batch; a combinator answers for its parts.</summary>
    bool CouplesSamples(Phase phase) => false;

    /// <summary>The output of a batch.</summary>
    /// <param name="parameters">The layer's tensors by name, or its parts' trees by number.</param>
    /// <param name="input">A batch of samples: their shape behind the batch axis.</param>
    /// <param name="phase">Training or inference; a combinator passes <see cref="Phase.Child"/> to each part.</param>
    Tensor Forward(Parameters parameters, Tensor input, Phase phase);

    /// <summary>The output of a batch, to the bit that of <see cref="Forward"/>, with the way back for gradients and new state.</summary>
    /// <param name="parameters">The layer's tensors by name, or its parts' trees by number.</param>
    /// <param name="input">A batch of samples: their shape behind the batch axis.</param>
    /// <param name="phase">Training or inference; a combinator passes <see cref="Phase.Child"/> to each part.</param>
    Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase);
}
