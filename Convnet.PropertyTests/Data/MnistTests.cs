using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The real files, where they are on this machine.</summary>
public sealed class MnistTests
{
    private const string FashionFolder = "/usr/share/datasets/fashion-mnist";

    private static string MnistFolder => Path.Combine(ReferenceFile.Folder, "data", "mnist");

    [Fact]
    public void MNIST_is_what_is_known_of_it()
    {
        Assert.SkipUnless(Directory.Exists(MnistFolder), "There is no MNIST beside the repository.");
        var (train, test) = Mnist.Load(MnistFolder);
        Assert.Equal((60_000, 10_000), (train.Count, test.Count));
        Assert.Equal([28, 28, 1], train.InputShape);
        Assert.Equal([], train.TargetShape);
        Assert.Equal(Tensor.Of([5], 5, 0, 4, 1, 9), train.Take(5).Batch().Target);
        Assert.Equal(Tensor.Of([5], 7, 2, 1, 0, 4), test.Take(5).Batch().Target);
        // 0.1307 is the mean that everyone normalises MNIST by (PyTorch's examples/mnist/main.py).
        Assert.Equal(0.1307, train.Batches(1000).Average(batch => Mean(batch.Input)), 4);
    }

    [Fact]
    public void Fashion_MNIST_is_what_is_known_of_it()
    {
        Assert.SkipUnless(Directory.Exists(FashionFolder), "Debian's package dataset-fashion-mnist is not installed.");
        var (train, test) = FashionMnist.Load(FashionFolder);
        Assert.Equal((60_000, 10_000), (train.Count, test.Count));
        Assert.Equal(Tensor.Of([5], 9, 0, 0, 3, 0), train.Take(5).Batch().Target);
        // 0.2860 is the mean that people normalise Fashion-MNIST by.
        Assert.Equal(0.2860, train.Batches(1000).Average(batch => Mean(batch.Input)), 4);
    }

    [Fact]
    public void Clothes_do_not_pass_for_digits()
    {
        Assert.SkipUnless(Directory.Exists(MnistFolder), "There is no MNIST beside the repository.");
        Refusal.Of<DataUnavailableException>(
            () => FashionMnist.Load(MnistFolder),
            MnistFolder,
            "holds MNIST, not Fashion-MNIST"
        );
    }

    [Fact]
    public void The_real_files_have_the_hashes_that_downloads_are_held_to()
    {
        var folders = new[] { (Mnist.Source, MnistFolder), (FashionMnist.Source, FashionFolder) };
        var there = folders.Where(pair => Directory.Exists(pair.Item2)).ToList();
        Assert.SkipWhen(there.Count == 0, "Neither MNIST nor Fashion-MNIST is on this machine.");
        foreach (var (set, folder) in there)
        {
            foreach (var file in set.Files)
            {
                var array = IdxFile.Read(Path.Combine(folder, file.CompressedName));
                Assert.Equal(file.Sha256, array.Sha256());
                Assert.Equal(file.Size, array.Header().Length + array.Values.Length);
            }
        }
    }

    private static double Mean(Tensor tensor)
    {
        double sum = 0;
        foreach (var value in tensor.Values)
        {
            sum += value;
        }

        return sum / tensor.Shape.Size;
    }
}
