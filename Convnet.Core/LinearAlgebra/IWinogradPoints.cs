namespace Convnet;

/// <summary>
/// The one-dimensional transforms of Winograd's algorithm F(m, 3) for one choice of points, on as many channels at once as a vector has
/// lanes: m outputs of a filter of 3 taps over t = m + 2 inputs are y = Aᵀ(Gg ⊙ Bᵀd).
/// </summary>
/// <remarks>
/// Each reads vectors that lie <c>step</c> floats apart and writes vectors <c>toStep</c> floats apart. The matrices are those of Lavin
/// and Gray, "Fast Algorithms for Convolutional Neural Networks" (2016): for the polynomial M of the finite points pᵢ, row i of Bᵀ holds the
/// coefficients of M(x)/(x − pᵢ), column i of Aᵀ is (1, pᵢ, pᵢ², …), row i of G is (1, pᵢ, pᵢ²)/M′(pᵢ); the last row of Bᵀ holds M
/// itself, and the last column of Aᵀ and row of G are (0, …, 1).
/// </remarks>
internal unsafe interface IWinogradPoints
{
    /// <summary>m: outputs of a tile along one axis.</summary>
    static abstract int Tile { get; }

    /// <summary>Floats of one vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Bᵀd: t inputs to t values.</summary>
    static abstract void Input(float* from, nint step, float* to, nint toStep);

    /// <summary>B·v, the adjoint of <see cref="Input"/>: t values to t gradients of inputs.</summary>
    static abstract void InputAdjoint(float* from, nint step, float* to, nint toStep);

    /// <summary>Aᵀv: t products to m outputs.</summary>
    static abstract void Output(float* from, nint step, float* to, nint toStep);

    /// <summary>A·y, the adjoint of <see cref="Output"/>: m gradients of outputs to t values.</summary>
    static abstract void OutputAdjoint(float* from, nint step, float* to, nint toStep);

    /// <summary>Gg: 3 taps to t values.</summary>
    static abstract void Kernel(float* from, nint step, float* to, nint toStep);

    /// <summary>Gᵀu, the adjoint of <see cref="Kernel"/>: t values to 3 gradients of taps.</summary>
    static abstract void KernelAdjoint(float* from, nint step, float* to, nint toStep);

    /// <summary>to = from, one vector.</summary>
    static abstract void Copy(float* from, float* to);

    /// <summary>to += from, one vector.</summary>
    static abstract void Add(float* from, float* to);

    /// <summary>to = 0, one vector.</summary>
    static abstract void Clear(float* to);
}
