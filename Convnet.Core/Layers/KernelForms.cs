namespace Convnet;

/// <summary>A layer's kernel and the forms of it that were made beforehand.</summary>
/// <param name="parameters">The layer's tensors.</param>
/// <param name="name">Which of them is the kernel.</param>
internal readonly struct KernelForms(Parameters parameters, string name = KernelForms.UsualName)
{
    /// <summary>What a layer's only kernel is called.</summary>
    public const string UsualName = "kernel";

    /// <summary>The kernel as it is trained: (rows, columns, channels, filters).</summary>
    public Tensor Kernel => parameters[name];

    /// <summary>A form that was made beforehand; null where none was.</summary>
    public Tensor? Find(string name) => parameters.Find(name);
}
