namespace Convnet;

/// <summary>One tensor of a parameter tree.</summary>
/// <param name="Path">Labels from the model down, joined by '/': <c>conv2d_1/kernel</c>; numbers where a tree was not labelled by a model.</param>
/// <param name="Tensor">The values.</param>
/// <param name="IsTrainable">False for state and in a frozen part.</param>
public readonly record struct ParameterLeaf(string Path, Tensor Tensor, bool IsTrainable);
