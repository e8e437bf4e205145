namespace Convnet;

/// <summary>Carries the gradient of some number by the output back to the gradients by input and parameters.</summary>
/// <param name="outputGradient">The gradient by the output, of its shape.</param>
/// <param name="wanted">What the caller will use; the rest may be left out (<see cref="Parameters.None"/>, any tensor).</param>
public delegate Gradients Pullback(Tensor outputGradient, Wanted wanted = Wanted.Both);
