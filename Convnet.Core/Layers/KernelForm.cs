namespace Convnet;

/// <summary>The values of a kernel in another order, or transformed: made once a step rather than once a slice.</summary>
/// <param name="Name">Under which name it stands beside the kernel; no parameter is called so.</param>
/// <param name="Length">How many values it holds.</param>
/// <param name="Fill">Makes it of the kernel.</param>
/// <param name="IsForGradients">True where the way forward does without it.</param>
internal sealed record KernelForm(string Name, int Length, KernelForm.Filler Fill, bool IsForGradients = false)
{
    /// <summary>Makes a form of a kernel, and of the forms of it that were named before.</summary>
    internal delegate void Filler(KernelForms kernel, Tensor form);

    /// <summary>Room for the form, of zeros, that the collector does not move: what is aligned in it stays so.</summary>
    public Tensor Make() => Tensor.Own([Length], GC.AllocateArray<float>(Length, pinned: true));

    /// <summary>The form of a kernel.</summary>
    public Tensor Of(KernelForms kernel)
    {
        var form = Make();
        Fill(kernel, form);
        return form;
    }
}
