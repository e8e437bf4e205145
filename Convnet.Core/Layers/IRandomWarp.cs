namespace Convnet;

/// <summary>An augmentation that moves the pixels of each image by a map of its own; <see cref="Warping"/> runs it.</summary>
internal interface IRandomWarp
{
    /// <summary>What stands between pixels.</summary>
    Interpolation Interpolation { get; }

    /// <summary>What stands outside of the image.</summary>
    FillMode FillMode { get; }

    /// <summary>The value outside, under <see cref="FillMode.Constant"/>.</summary>
    double FillValue { get; }

    /// <summary>The map of one sample, drawn from its key.</summary>
    AffineMap Draw(RandomKey key, Size2D image);
}
