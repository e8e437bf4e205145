namespace Convnet;

/// <summary>What has to hold of any layer, whoever wrote it; <see cref="Verify"/> checks it.</summary>
public enum Law
{
    /// <summary>Forward gives the shape that OutputShape tells.</summary>
    OutputShape,

    /// <summary>A shape that the layer cannot take is refused by OutputShape with a <see cref="ShapeException"/>, and never later.</summary>
    Refusal,

    /// <summary>ForwardWithPullback outputs what Forward does, to the bit.</summary>
    Agreement,

    /// <summary>The same arguments give the same bits, and no argument is changed.</summary>
    Purity,

    /// <summary>Finite input makes no NaN.</summary>
    Finite,

    /// <summary>It reads exactly the parameters that ParameterSpecs tells: a missing one is an error, one more changes nothing.</summary>
    Specs,

    /// <summary>State holds only what is not trained, and only where the layer says that it couples samples.</summary>
    State,

    /// <summary>The gradients have the shapes of the input and of the trainable parameters; what is not trained has none.</summary>
    GradientShapes,

    /// <summary>A frozen layer computes the same and has no gradients by parameters.</summary>
    Frozen,

    /// <summary>What is not wanted of a pullback may be left out; what is wanted is the same to the bit.</summary>
    Wanted,

    /// <summary>The pullback is linear in the gradient of the output.</summary>
    Linearity,

    /// <summary>For a layer that is affine in its input, ⟨f(x + v) − f(x), u⟩ = ⟨v, pullback(u)⟩: without any step size.</summary>
    Adjoint,

    /// <summary>The gradient by the input is what difference quotients of the output tell.</summary>
    InputGradient,

    /// <summary>The gradients by the parameters are what difference quotients of the output tell.</summary>
    ParameterGradient,

    /// <summary>Where samples are apart, a batch is its slices one beside the other, wherever it is cut.</summary>
    Slicing,

    /// <summary>Training and prediction give the same bits for 1, 2 and 7 threads.</summary>
    Threads,

    /// <summary>Away from the border, an image moved by the stride moves the output.</summary>
    EquivariantShift,
}
