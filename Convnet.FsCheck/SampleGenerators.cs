using FsCheck;
using FsCheck.Fluent;

namespace Convnet;

/// <summary>Random shapes of samples, no larger than told.</summary>
/// <param name="mostSide">The most rows and columns of an image.</param>
/// <param name="channels">How many channels an image has.</param>
/// <param name="mostLength">The longest vector.</param>
internal sealed class SampleGenerators(int mostSide, Gen<int> channels, int mostLength)
{
    /// <summary>Sometimes with more channels than a vector has places.</summary>
    public static SampleGenerators Usual { get; } =
        new(9, Gen.Frequency((8, Gen.Choose(1, 4)), (2, Gen.Choose(15, 18)), (1, Gen.Constant(33))), 40);

    /// <summary>Few values.</summary>
    public static SampleGenerators Small { get; } = new(4, Gen.Choose(1, 3), 6);

    private readonly Gen<Shape> images = Images(mostSide, channels);

    private readonly Gen<Shape> vectors = Vectors(mostLength);

    private readonly Gen<Shape> nested = Gen.OneOf(
        Images(Math.Min(5, mostSide), Gen.Frequency((9, Gen.Choose(1, 4)), (1, Gen.Choose(1, mostSide * 2)))),
        Vectors(Math.Min(9, mostLength)),
        Matrices
    );

    private static Gen<Shape> Matrices =>
        from rows in Gen.Choose(1, 6)
        from columns in Gen.Choose(1, 6)
        select Shape.Of([rows, columns]);

    /// <summary>Samples for layers of a kind.</summary>
    public Gen<Shape> Of(Taken taken) =>
        taken switch
        {
            Taken.Images => images,
            Taken.Vectors => vectors,
            Taken.Any => Gen.OneOf(images, vectors, Matrices),
            _ => nested,
        };

    private static Gen<Shape> Images(int mostSide, Gen<int> channels) =>
        from height in Gen.Choose(1, mostSide)
        from width in Gen.Choose(1, mostSide)
        from depth in channels
        select Shape.Of([height, width, depth]);

    private static Gen<Shape> Vectors(int mostLength) => Gen.Choose(1, mostLength).Select(length => Shape.Of([length]));
}
