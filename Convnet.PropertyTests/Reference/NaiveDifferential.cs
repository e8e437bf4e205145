namespace Convnet.PropertyTests;

/// <summary>The output that a layer should give, and what its pullback should.</summary>
/// <param name="Output">The output.</param>
/// <param name="Pullback">From the output's gradient to those of the input and of each parameter, in the order of the leaves.</param>
internal sealed record NaiveDifferential(
    Approximations Output,
    Func<Approximations, (Approximations Input, IReadOnlyList<Approximations> Parameters)> Pullback
);
