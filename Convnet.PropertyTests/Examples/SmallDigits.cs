namespace Convnet.PropertyTests;

/// <summary>A few drawn digits in the place of MNIST and Fashion-MNIST, for examples that load them.</summary>
internal static class SmallDigits
{
    /// <summary>Writes the files of both sets into subfolders that are called as CONVNET_DATA wants them.</summary>
    public static void WriteTo(string folder)
    {
        var digits = Digits.Generate(1, 128, 64);
        foreach (var set in new[] { "mnist", "fashion-mnist" })
        {
            var path = Directory.CreateDirectory(Path.Combine(folder, set)).FullName;
            Write(path, "train", digits.Train.Batch());
            Write(path, "t10k", digits.Test.Batch());
        }
    }

    private static void Write(string folder, string name, Batch batch)
    {
        var pixels = batch.Input.Map(value => MathF.Round(255 * value));
        IdxFile.Write(Path.Combine(folder, $"{name}-images-idx3-ubyte"), Bytes(pixels, [batch.Count, 28, 28]));
        IdxFile.Write(Path.Combine(folder, $"{name}-labels-idx1-ubyte"), Bytes(batch.Target, [batch.Count]));
    }

    private static IdxArray Bytes(Tensor values, Shape shape) =>
        new(shape, [.. values.ToArray().Select(value => (byte)value)]);
}
