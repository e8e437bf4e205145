using FsCheck;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Any model with one layer that does not fit, at any depth, is refused with the layer's place and the shape that arrives.</summary>
public sealed class InvalidCompositionTests
{
    [Property(MaxTest = 400)]
    public void An_invalid_model_is_refused_with_place_and_shape(ModelCase given, int where, bool isBehind, int kind)
    {
        var spots = Spot.All(given.Given.Layer, given.Given.Sample).ToList();
        var spot = spots[(int)((uint)where % spots.Count)];
        var shape = isBehind ? spot.Layer.OutputShape(spot.Input) : spot.Input;
        var misfits = Misfits(shape).ToList();
        var (misfit, message) = misfits[(int)((uint)kind % misfits.Count)];
        var whole = (Sequential)
            spot.With(layer => isBehind ? new Sequential(layer, misfit) : new Sequential(misfit, layer));

        var composed = Assert.Throws<ShapeException>(() => new Model(given.Given.Sample, whole.Layers));
        Assert.StartsWith(message, composed.Message, StringComparison.Ordinal);
        Assert.Contains($"{shape}", composed.Message, StringComparison.Ordinal);
        var place = Trail(whole, given.Given.Sample, [.. spot.Numbers, isBehind ? 1 : 0]);
        Assert.EndsWith($"(at {place})", composed.Message, StringComparison.Ordinal);
        var grown = Assert.Throws<ShapeException>(() =>
            whole.Layers.Aggregate(new Model(given.Given.Sample), (model, layer) => model.Then(layer))
        );
        Assert.Equal(composed.Message, grown.Message);
    }

    [Property]
    public void Each_kind_of_misfit_says_the_rule_and_the_way_out(ModelCase given)
    {
        foreach (var (misfit, message) in Misfits(given.Given.Sample).Where(pair => pair.Layer is not SkipConnection))
        {
            var exception = Assert.Throws<ShapeException>(() => misfit.OutputShape(given.Given.Sample));
            Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
            Assert.Contains(WaysOut, way => exception.Message.Contains(way, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_name_shows_in_the_place() =>
        Refusal.Of<ShapeException>(
            () => new Model([4, 4], new Named("head", new Sequential(new Tap(), new Named("logits", new Dense(3))))),
            "(at Dense 'logits', layer 2 of Sequential 'head', given (4, 4), in Sequential 'head', layer 1 of the model, given (4, 4))"
        );

    private static readonly string[] WaysOut =
    [
        "Put a Flatten before it.",
        "Put a Reshape",
        "Use a smaller window",
        "Use a divisor of",
        "Use a shape of as many values.",
        "Take fewer, or from an earlier one.",
        "Keep the shape in the body",
        "or use a Stack",
        "Let all branches have the same strides",
    ];

    /// <summary>Layers that do not take samples of a shape, and how their messages begin.</summary>
    private static IEnumerable<(ILayer Layer, string Message)> Misfits(Shape shape)
    {
        var changing = shape.Count == 1 ? new Dense(shape[0] + 1) : (ILayer)new Flatten();
        var changed = changing.OutputShape(shape);
        yield return (new Reshape([shape.Size + 1]), "Reshape ");
        yield return (new Slice(shape[^1] - 1, 2), "Slice takes 2 channels");
        yield return (new Residual(changing), $"Residual adds its body's output {changed} to the input {shape}");
        yield return (
            new Residual(new Sequential(), changing),
            $"Residual adds its body's output {shape} to the shortcut's output {changed}"
        );
        yield return (new Repeat(changing, 2), "Repeat sends the output of its body through the body again");
        yield return (new Branches(Merge.Add, new Sequential(), changing), "Branches add ");
        yield return (new Branches(Merge.Multiply, changing, new Sequential()), "Branches multiply ");
        yield return (
            new Branches(Merge.Concatenate, new Sequential(), new Reshape([1, 1, 1, shape.Size])),
            "Branches concatenate "
        );
        yield return (new SkipConnection(changing), $"The body makes {changed} of {shape}");
        if (shape.Count != 1)
        {
            yield return (new Dense(2), "Dense takes samples of one axis");
        }

        if (shape.Count == 3)
        {
            yield return (new Conv2D(2, (shape[0] + 1, 1)), "Conv2D was given ");
            yield return (new MaxPooling2D((1, shape[1] + 1)), "MaxPooling2D was given ");
            yield return (new AveragePooling2D((shape[0] + 1, 1)), "AveragePooling2D was given ");
            yield return (new Conv2D(shape[2] + 1, 1) { Groups = shape[2] + 1 }, "Conv2D ");
        }
        else
        {
            yield return (new Conv2D(2, 1), "Conv2D ");
            yield return (new GlobalMaxPooling2D(), "GlobalMaxPooling2D ");
        }
    }

    /// <summary>The words for a place: each layer with its number in what is around it, innermost first.</summary>
    private static string Trail(ILayer whole, Shape input, IReadOnlyList<int> numbers)
    {
        var (around, places) = ("the model", new List<string>());
        foreach (var number in numbers)
        {
            (whole, input) = whole.Parts(input).ElementAt(number);
            var name = LayerName.Given(whole) is { } given ? $" '{given}'" : "";
            var type = LayerName.OfType(whole) + name;
            places.Add($"{type}, layer {number + 1} of {around}, given {input}");
            around = type;
        }

        return string.Join(", in ", Enumerable.Reverse(places));
    }
}
