namespace Convnet;

/// <summary>A layer with a kernel that is wanted in other forms as well.</summary>
internal interface IKernelForms
{
    /// <summary>Which of the layer's parameters the kernel is.</summary>
    string KernelName => KernelForms.UsualName;

    /// <summary>The forms, for samples of such a shape.</summary>
    IReadOnlyList<KernelForm> Forms(Shape input);
}
