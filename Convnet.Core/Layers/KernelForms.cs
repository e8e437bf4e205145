namespace Convnet;

/// <summary>A layer's kernel and the forms of it that were made beforehand.</summary>
internal readonly struct KernelForms(Parameters parameters)
{
    /// <summary>The kernel as it is trained: (rows, columns, channels, filters).</summary>
    public Tensor Kernel => parameters["kernel"];

    /// <summary>A form that was made beforehand; null where none was.</summary>
    public Tensor? Find(string name) => parameters.Find(name);
}
