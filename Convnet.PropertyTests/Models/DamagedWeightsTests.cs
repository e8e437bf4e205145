using System.Buffers.Binary;
using System.Text;
using Xunit;
using static Convnet.PropertyTests.WeightsFileTests;

namespace Convnet.PropertyTests;

/// <summary>Files are not trusted: whatever is in them, they are sound or refused with their name, and take no memory before.</summary>
public sealed class DamagedWeightsTests
{
    private static readonly Model Dense = new([1], new Dense(2));
    private static readonly byte[] Sound = Bytes(Dense.Initialize(1));

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        for (var length = 0; length < Sound.Length; length++)
        {
            Refuse(Sound[..length], "the file is cut short");
        }
    }

    [Fact]
    public void Bytes_after_the_end_are_refused() =>
        Refuse([.. Sound, 0], "the file goes on after its end: its tensors take 16 bytes of data, but 17 are there");

    [Property(MaxTest = 1000)]
    public void A_damaged_file_is_sound_or_refused_with_its_name(ParameterCase given, int seed)
    {
        var model = new Model(given.Given.Sample, ((Sequential)given.Given.Layer).Layers);
        var bytes = Damage(Bytes(given.Tree), RandomKey.FromSeed(seed));
        try
        {
            // Where only values changed, or spaces: still all tensors of the model in their shapes.
            Assert.Equal(
                given.Tree.Leaves.Select(leaf => (leaf.Path, leaf.Tensor.Shape)),
                Load(bytes, model).Leaves.Select(leaf => (leaf.Path, leaf.Tensor.Shape))
            );
        }
        catch (InvalidDataException refusal)
        {
            Assert.StartsWith("the file", refusal.Message, StringComparison.Ordinal);
            Assert.InRange(refusal.Message.Length, 20, 20_000);
        }
    }

    [Property(MaxTest = 1000)]
    public void Any_bytes_at_all_are_refused(byte[] bytes, byte[] header)
    {
        Refuse(bytes, "the file");
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        Refuse([.. length, .. header], "no safetensors file");
    }

    [Theory]
    [InlineData("", "no JSON object")]
    [InlineData("[]", "no JSON object")]
    [InlineData(" {}", "no JSON object")]
    [InlineData("{", "cannot be read")]
    [InlineData("{}}", "cannot be read")]
    [InlineData("{\"\\uD800\":{}}", "cannot be read")]
    [InlineData("{\"a\":{\"dtype\":\"\\uDC00\"}}", "cannot be read")]
    [InlineData("{\"a\":{\"b\":[[[]]]}}", "cannot be read")]
    [InlineData("{\"a\":1}", "the tensor a has no description")]
    [InlineData("{\"a\":null}", "the tensor a has no description")]
    [InlineData("{\"__metadata__\":7}", "must hold texts")]
    [InlineData("{\"__metadata__\":{\"a\":7}}", "must hold texts")]
    public void A_header_that_is_none_is_refused(string header, string text) => Refuse(ByHand(header, ""), text);

    [Fact]
    public void A_header_that_is_no_UTF8_is_refused()
    {
        var bytes = ByHand("{\"a\":{}}", "");
        bytes[10] = 0xFF;
        Refuse(bytes, "no JSON object in UTF-8");
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "\\u0061")]
    public void A_name_that_comes_twice_is_refused(string first, string second)
    {
        const string tensor = "{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
        Refuse(ByHand($"{{\"{first}\":{tensor},\"{second}\":{tensor}}}", ""), "cannot be read", "'a'");
        Refuse(
            ByHand("{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"dtype\":\"F16\",\"data_offsets\":[0,0]}}", ""),
            "cannot be read",
            "dtype"
        );
    }

    [Theory]
    [InlineData("", "as no dtype, but only F32, F16, BF16, F64 can be read")]
    [InlineData("\"dtype\":7,", "as no dtype")]
    [InlineData("\"dtype\":\"I64\",", "holds a as I64, but only F32, F16, BF16, F64 can be read")]
    [InlineData("\"dtype\":\"f32\",", "holds a as f32")]
    public void Other_types_are_refused_by_name(string type, string text) =>
        Refuse(ByHand($"{{\"a\":{{{type}\"shape\":[1],\"data_offsets\":[0,4]}}}}", "00000000"), text);

    [Theory]
    [InlineData("1", "no list shape")]
    [InlineData("{}", "no list shape")]
    [InlineData("[1.5]", "has 1.5 in its shape")]
    [InlineData("[\"1\"]", "has \"1\" in its shape")]
    [InlineData("[[1]]", "cannot be read")]
    [InlineData("[-1]", "the extent -1 in its shape")]
    [InlineData("[4294967297]", "the extent 4,294,967,297 in its shape")]
    [InlineData("[99999999999999999999]", "has 99999999999999999999 in its shape")]
    [InlineData("[65536,65536,65536,65536]", "the extent 65,536 in its shape")]
    [InlineData("[0,4294967296]", "the extent 4,294,967,296 in its shape")]
    [InlineData("[2147483591]", "has 4 bytes of data, but F32 (2147483591) takes 8,589,934,364")]
    [InlineData("[2]", "has 4 bytes of data, but F32 (2) takes 8")]
    [InlineData("[0]", "has 4 bytes of data, but F32 (0) takes 0")]
    public void Impossible_shapes_are_refused(string shape, string text) =>
        Refuse(ByHand($"{{\"a\":{{\"dtype\":\"F32\",\"shape\":{shape},\"data_offsets\":[0,4]}}}}", "00000000"), text);

    [Theory]
    [InlineData("7", "no list data_offsets")]
    [InlineData("[0]", "data_offsets that are not two")]
    [InlineData("[0,4,4]", "data_offsets that are not two")]
    [InlineData("[-4,0]", "data_offsets that are not two")]
    [InlineData("[4,0]", "data_offsets that are not two")]
    [InlineData("[0,\"4\"]", "has \"4\" in its data_offsets")]
    [InlineData("[4,8]", "begin at 4, but those before end at 0")]
    [InlineData("[9223372036854775803,9223372036854775807]", "begin at 9,223,372,036,854,775,803")]
    [InlineData("[0,18446744073709551620]", "in its data_offsets")]
    public void Impossible_places_are_refused(string places, string text) =>
        Refuse(ByHand($"{{\"a\":{{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":{places}}}}}", "00000000"), text);

    [Theory]
    [InlineData(0, 4, "the data of b begin at 0, but those before end at 4")]
    [InlineData(2, 6, "the data of b begin at 2, but those before end at 4")]
    [InlineData(8, 12, "the data of b begin at 8, but those before end at 4")]
    public void Data_neither_overlap_nor_leave_gaps(int begin, int end, string text) =>
        Refuse(
            ByHand(
                $$$"""{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1,1],"data_offsets":[{{{begin}}},{{{end}}}]}}""",
                "000000000000000000000000"
            ),
            text,
            "neither overlap nor leave gaps"
        );

    [Theory]
    [InlineData(ulong.MaxValue, "at most 100,000,000 are allowed")]
    [InlineData(100_000_001UL, "at most 100,000,000 are allowed")]
    [InlineData(100_000_000UL, "a header of 100,000,000 bytes, but only 8 bytes follow")]
    [InlineData(9UL, "a header of 9 bytes, but only 8 bytes follow")]
    public void A_lying_length_of_the_header_is_refused(ulong length, string text)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Refuse(bytes, text);
    }

    [Fact]
    public void What_a_file_claims_takes_no_memory()
    {
        byte[][] liars =
        [
            [0, 225, 245, 5, 0, 0, 0, 0, 123],
            ByHand("{\"a\":{\"dtype\":\"F32\",\"shape\":[500000000],\"data_offsets\":[0,2000000000]}}", "00000000"),
            ByHand("{\"dense/bias\":{\"dtype\":\"F64\",\"shape\":[500000000],\"data_offsets\":[0,4]}}", "00000000"),
        ];
        Assert.All(liars, bytes => Assert.InRange(Allocated(() => Refuse(bytes, "the file")), 0, 1 << 18));
    }

    [Fact]
    public void A_tensor_that_the_model_does_not_have_is_refused_before_it_is_read()
    {
        var bytes = Bytes(Parameters.Of(("a", Tensor.Zeros([1 << 20]))));
        Assert.InRange(Allocated(() => Refuse(bytes, "the model has no a (1048576)")), 0, 1 << 18);
    }

    [Fact]
    public void Names_of_a_file_are_not_repeated_as_they_are() =>
        Assert.DoesNotContain(
            Refuse(ByHand($"{{\"\\u001b[2J{new string('x', 5000)}\":7}}", ""), "\uFFFD[2Jxxx", "x… has no"),
            character => char.IsControl(character)
        );

    [Fact]
    public void A_file_of_the_disk_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["weights"], Sound[..20]);
        Refusal.Of<InvalidDataException>(() => Dense.LoadWeights(folder["weights"]), folder["weights"], "cut short");
        Assert.Throws<FileNotFoundException>(() => Dense.LoadWeights(folder["nothing"]));
    }

    private static string Refuse(byte[] bytes, params string[] parts)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Load(bytes, Dense)).Message;
        Assert.All(parts.Append("the file"), part => Assert.Contains(part, refusal, StringComparison.Ordinal));
        return refusal;
    }

    /// <summary>A few bytes changed, put in, taken out or doubled, mostly in the header, or digits and marks of it exchanged.</summary>
    private static byte[] Damage(byte[] bytes, RandomKey key)
    {
        var damaged = bytes.ToList();
        var header = 8 + BinaryPrimitives.ReadInt32LittleEndian(bytes);
        for (var change = 0UL; change <= (ulong)key.Below(3, 99) && damaged.Count > 0; change++)
        {
            var (within, draws) = (Math.Min(damaged.Count, header), key.Fold(change));
            var place = draws.Below(draws.Below(4, 0) == 0 ? damaged.Count : within, 1);
            var mark = Encoding.ASCII.GetBytes("0123456789-.,:{}[]\"eF \\")[draws.Below(23, 2)];
            switch (draws.Below(5, 3))
            {
                case 0:
                    damaged[place] = (byte)draws.Below(256, 4);
                    break;
                case 1:
                    damaged[place] = mark;
                    break;
                case 2:
                    damaged.Insert(place, mark);
                    break;
                case 3:
                    damaged.RemoveRange(place, Math.Min(damaged.Count - place, 1 + draws.Below(4, 5)));
                    break;
                default:
                    damaged.InsertRange(place, damaged.GetRange(place, Math.Min(damaged.Count - place, 40)));
                    break;
            }
        }

        return [.. damaged];
    }

    private static long Allocated(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
