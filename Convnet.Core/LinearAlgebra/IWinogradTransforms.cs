namespace Convnet;

/// <summary>
/// The two-dimensional transforms for one choice of points and one vector width: from images to planes, whose rows are tiles, and back.
/// </summary>
internal unsafe interface IWinogradTransforms
{
    /// <summary>BᵀdB of every tile of the inputs.</summary>
    void Input(TileView view, int samples, float* images, float* planes, nint planeStride);

    /// <summary>BvBᵀ of every tile, added to the gradients of the inputs in the order of the tiles.</summary>
    void InputAdjoint(TileView view, int samples, float* images, float* planes, nint planeStride);

    /// <summary>AᵀvA of every tile: the outputs.</summary>
    void Output(TileView view, int samples, float* images, float* planes, nint planeStride);

    /// <summary>AyAᵀ of every tile of the gradients of the outputs.</summary>
    void OutputAdjoint(TileView view, int samples, float* images, float* planes, nint planeStride);

    /// <summary>GgGᵀ of <paramref name="count"/> filters of 3×3, whose taps lie <paramref name="step"/> apart.</summary>
    void Kernel(float* kernel, int step, int count, float* planes, nint planeStride);

    /// <summary>GᵀuG: the gradients of the taps of <paramref name="count"/> filters.</summary>
    void KernelAdjoint(float* kernel, int step, int count, float* planes, nint planeStride);
}
