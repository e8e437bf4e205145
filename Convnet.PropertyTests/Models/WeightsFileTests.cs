using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Weights in files: to the bit and whole, of the right model, or not at all.</summary>
public sealed class WeightsFileTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;
    private static readonly Model Small = new([2], new Dense(3) { Activation = Activation.Relu }, new Dense(1));

    [Property]
    public void What_is_saved_is_loaded_to_the_bit(ParameterCase given, int seed)
    {
        var model = ModelOf(given);
        var weights = AnyBits(given, seed);
        using var folder = new TemporaryFolder();
        model.SaveWeights(folder["weights"], weights);
        var loaded = model.LoadWeights(folder["weights"]);

        Assert.Equal(weights, loaded);
        Assert.Equal(Marks(weights), Marks(loaded));
        Assert.Equal(Bytes(weights), File.ReadAllBytes(folder["weights"]));
        Assert.Equal(["weights"], folder.Files);
    }

    [Property]
    public void A_tree_without_names_is_saved_by_its_model_alone(ParameterCase given)
    {
        var (model, weights) = (ModelOf(given), given.Tree);
        using var folder = new TemporaryFolder();
        model.SaveWeights(folder["weights"], Bare(weights));
        Assert.Equal(weights, model.LoadWeights(folder["weights"]));
    }

    [Fact]
    public void Weights_that_no_model_has_named_are_refused_with_the_way_out()
    {
        using var folder = new TemporaryFolder();
        var bare = Parameters.OfChildren(
            Parameters.Of(("kernel", Tensor.Zeros([2, 3])), ("bias", Tensor.Zeros([3]))),
            Parameters.None
        );
        Refusal.Of<ArgumentException>(
            () => WeightsFile.Write(folder["weights"], bare),
            "numbers in place of names (0/kernel, 0/bias)",
            "no model could read them again",
            "model.SaveWeights(path, weights)"
        );
        Assert.Empty(folder.Files);

        // A layer's own names are names, and branches without tensors need none.
        WeightsFile.Write(folder["layer"], Small.Initialize(1)[0]);
        WeightsFile.Write(folder["nothing"], Parameters.OfChildren(Parameters.None, Parameters.None));
        Assert.Equal(["layer", "nothing"], folder.Files);
    }

    [Fact]
    public void Two_tensors_of_one_name_are_refused()
    {
        using var folder = new TemporaryFolder();
        Refusal.Of<ArgumentException>(
            () =>
                WeightsFile.Write(
                    folder["weights"],
                    Parameters.Of(("scale", Tensor.Zeros([1])), ("scale", Tensor.Zeros([2])))
                ),
            "Two tensors have the name scale"
        );
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Weights_of_another_model_are_not_saved()
    {
        using var folder = new TemporaryFolder();
        Refusal.Of<ShapeException>(
            () => Small.SaveWeights(folder["weights"], new Model([3], new Dense(3), new Dense(1)).Initialize(1)),
            "dense/kernel",
            "(3, 3)",
            "(2, 3)"
        );
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void Tensors_that_are_not_trained_are_saved_and_keep_their_mark()
    {
        var model = new Model([2], new Centering(0.9), new Dense(1));
        var weights = model.Initialize(1).Map(tensor => tensor.Map(value => value + 1));
        using var folder = new TemporaryFolder();
        model.SaveWeights(folder["weights"], weights);
        var loaded = model.LoadWeights(folder["weights"]);

        Assert.Equal(weights, loaded);
        Assert.Equal(
            [("centering/moving_mean", false), ("dense/kernel", true), ("dense/bias", true)],
            loaded.Leaves.Select(leaf => (leaf.Path, leaf.IsTrainable))
        );
    }

    [Fact]
    public void Weights_of_combinators_are_saved_under_the_paths_of_the_tree()
    {
        var same = new Conv2D(2, 3) { Padding = Padding.Same };
        var model = new Model(
            [4, 4, 2],
            new Frozen(same),
            new Residual(new Sequential(same, same)),
            new Repeat(same, 3),
            new Stack(same, 2),
            new Branches(Merge.Add, same, new Named("second", same)),
            new Centering(0.9)
        );
        var weights = model.Initialize(1);
        using var folder = new TemporaryFolder();
        WeightsFile.Write(folder["weights"], weights);
        var loaded = model.LoadWeights(folder["weights"]);

        Assert.Equal(weights, loaded);
        Assert.Equal(Marks(weights), Marks(loaded));
        using var file = File.OpenRead(folder["weights"]);
        Assert.Equal(
            weights.Leaves.Select(leaf => leaf.Path).Order(StringComparer.Ordinal),
            SafetensorsFile.ReadHeader(file, "the file").Select(entry => entry.Name)
        );
    }

    [Fact]
    public void An_epoch_saves_its_weights()
    {
        var data = Dataset.OfTensors(Tensor.Of([4, 2], 0, 0, 0, 1, 1, 0, 1, 1), Tensor.Of([4, 1], 0, 1, 1, 0));
        var trained = new Trainer(Small, new MeanSquaredError(), new SGD()) { Progress = Progress.None }.Fit(1, data);
        using var folder = new TemporaryFolder();
        trained.SaveWeights(folder["weights"]);
        Assert.Equal(trained.Parameters, Small.LoadWeights(folder["weights"]));
    }

    [Fact]
    public void A_model_without_weights_has_a_file_without_tensors()
    {
        var model = new Model([2, 2], new Flatten());
        Assert.Equal("0800000000000000" + "7B7D202020202020", Convert.ToHexString(Bytes(model.Initialize(1))));
        Assert.Equal(model.Initialize(1), Load(Bytes(model.Initialize(1)), model));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        // https://github.com/huggingface/safetensors, "Format": the header's length, the header padded to 8 bytes, the data.
        var model = new Model([1], new Dense(2));
        var weights = model.Initialize(1).Map(tensor => Tensor.Create(tensor.Shape, i => tensor.Shape.Count + i));
        var header =
            """{"dense/bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"dense/kernel":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]}}""";
        var expected = ByHand(header.PadRight((header.Length + 7) / 8 * 8), "0000803F00000040" + "0000004000004040");

        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(Bytes(weights)));
        Assert.Equal(weights, Load(expected, model));
    }

    [Fact]
    public void Names_outside_ASCII_come_back()
    {
        var weights = Parameters.Of(("Größe \"<é>\" 象 🙂\\\n", Tensor.Of([1], 5)));
        var entry = Assert.Single(SafetensorsFile.ReadHeader(new MemoryStream(Bytes(weights)), "the file"));
        Assert.Equal(weights.Leaves.Single().Path, entry.Name);
    }

    [Theory]
    [InlineData("F32", "0000C03F000020C0")]
    [InlineData("F16", "003E00C1")]
    [InlineData("BF16", "C03F20C0")]
    [InlineData("F64", "000000000000F83F00000000000004C0")]
    public void Other_floating_types_become_float32(string type, string data)
    {
        var (model, length) = (new Model([1], new Dense(2) { UseBias = false }), data.Length / 2);
        var bytes = ByHand(
            $$$"""{"__metadata__":{"format":"np"},"dense/kernel":{"dtype":"{{{type}}}","shape":[1,2],"data_offsets":[0,{{{length}}}]}}""",
            data
        );
        Assert.Equal(Tensor.Of([1, 2], 1.5f, -2.5f), Load(bytes, model)[0]["kernel"]);
    }

    [Fact]
    public void The_order_of_the_header_is_free_and_so_is_that_of_the_data()
    {
        var bytes = ByHand(
            """{ "dense/kernel": {"data_offsets":[0,8], "shape":[1,2], "dtype":"F32"}, "dense/bias": {"dtype":"F32","shape":[2],"data_offsets":[8,16]} }""",
            "0000803F00000040" + "0000404000008040"
        );
        var loaded = Load(bytes, new Model([1], new Dense(2)));
        Assert.Equal(Tensor.Of([1, 2], 1, 2), loaded[0]["kernel"]);
        Assert.Equal(Tensor.Of([2], 3, 4), loaded[0]["bias"]);
    }

    [Property]
    public void Weights_of_a_layer_more_or_less_are_refused_by_name(ParameterCase given)
    {
        var (model, weights) = (ModelOf(given), given.Tree);
        var more = model.Then(new ChannelScale(1));
        var lacking = Assert.Throws<InvalidDataException>(() => Load(Bytes(weights), more)).Message;
        Assert.Contains("the file does not hold the weights of this model: it lacks the model's", lacking, Ordinal);
        Assert.Contains($"scale ({model.Output[^1]})", lacking, Ordinal);
        Assert.All(weights.Leaves, leaf => Assert.Contains(leaf.Path, lacking, Ordinal));
        Assert.Contains("Load it with the model that saved it.", lacking, Ordinal);

        var extra = Assert.Throws<InvalidDataException>(() => Load(Bytes(more.Initialize(1)), model)).Message;
        Assert.Contains("does not hold the weights of this model: the model has no", extra, Ordinal);
        Assert.Contains($"scale ({model.Output[^1]})", extra, Ordinal);
    }

    [Fact]
    public void Other_shapes_are_refused_with_path_and_both_shapes() =>
        Refusal.Of<InvalidDataException>(
            () => Load(Bytes(Small.Initialize(1)), new Model([2], new Dense(4), new Dense(1))),
            "the file does not hold the weights of this model",
            "dense/kernel has the shape (2, 3), but the model needs (2, 4)",
            "dense/bias has the shape (3), but the model needs (4)",
            "dense_1/kernel has the shape (3, 1), but the model needs (4, 1)",
            "The file has dense/bias, dense/kernel, dense_1/bias, dense_1/kernel."
        );

    [Fact]
    public void A_message_about_many_tensors_stays_short()
    {
        var deep = new Model([2], Enumerable.Range(0, 200).Select(_ => new Dense(2)));
        Refusal.Of<InvalidDataException>(
            () => Load(Bytes(deep.Initialize(1)), Small),
            "and 392 more",
            "and 360 more. Load it"
        );
        Refusal.Of<InvalidDataException>(() => Load(ByHand("{}", ""), Small), "The file has nothing.");
    }

    private static Model ModelOf(ParameterCase given) =>
        new(given.Given.Sample, ((Sequential)given.Given.Layer).Layers);

    /// <summary>Weights of the case whose values are any bits: NaN of any payload, denormals and −0 among them.</summary>
    private static Parameters AnyBits(ParameterCase given, int seed)
    {
        int[] special = [1, int.MinValue, int.MinValue + 1, 0x7F800000, 0x7F800001, 0x7FC12345, -1];
        var key = RandomKey.FromSeed(seed);
        var place = 0UL;
        return given.Tree.Map(tensor =>
        {
            var bits = new int[tensor.Shape.Size];
            for (var i = 0; i < bits.Length; i++, place++)
            {
                var choice = key.Below(2 * special.Length, place);
                bits[i] = choice < special.Length ? special[choice] : (int)key.Fold(place).Seed;
            }

            return Tensor.Of(tensor.Shape, MemoryMarshal.Cast<int, float>(bits));
        });
    }

    /// <summary>The same tensors in a tree that no model has named.</summary>
    private static Parameters Bare(Parameters tree) =>
        tree.ChildCount == 0
            ? Parameters.Of([.. tree.OwnNames.Select(name => (name, tree[name]))])
            : Parameters.OfChildren(Enumerable.Range(0, tree.ChildCount).Select(child => Bare(tree[child])));

    private static IEnumerable<(string Path, bool IsTrainable)> Marks(Parameters weights) =>
        weights.Leaves.Select(leaf => (leaf.Path, leaf.IsTrainable));

    internal static byte[] Bytes(Parameters weights)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, weights.Leaves.Select(leaf => (leaf.Path, leaf.Tensor)));
        return stream.ToArray();
    }

    internal static Parameters Load(byte[] bytes, Model model)
    {
        using var stream = new MemoryStream(bytes);
        return WeightsFile.Read(stream, "the file", model);
    }

    /// <summary>A file of this header, as it stands, and these data.</summary>
    internal static byte[] ByHand(string header, string data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. json, .. Convert.FromHexString(data)];
    }
}
