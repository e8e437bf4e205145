namespace Convnet;

/// <summary>A linear map along one axis of a tile: one of the transforms of <see cref="IWinogradPoints"/>, with its sizes.</summary>
internal unsafe interface IWinogradMap
{
    /// <summary>Vectors read.</summary>
    static abstract int From { get; }

    /// <summary>Vectors written.</summary>
    static abstract int To { get; }

    /// <summary>The map itself.</summary>
    static abstract void Apply(float* from, nint step, float* to, nint toStep);
}
