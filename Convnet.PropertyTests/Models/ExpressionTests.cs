using System.Globalization;
using System.Reflection;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>That the expressions make equal models is tested where F# is: Convnet.Functional.Tests/ExpressionTests.fs.</summary>
public sealed class ExpressionTests
{
    [Fact]
    public void The_chapters_convnet_is_said_in_words() =>
        Assert.Equal(
            """
            input [ 28; 28; 1 ]
            |> conv2d 32 (3, 3) relu
            |> maxPooling2d (2, 2)
            |> conv2d 64 (3, 3) relu
            |> maxPooling2d (2, 2)
            |> conv2d 64 (3, 3) relu
            |> flatten
            |> dense 64 relu
            |> dense 10 softmax
            """.ReplaceLineEndings("\n"),
            Examples.Convnet.ToExpression()
        );

    [Fact]
    public void Layers_print_the_options_that_were_told_and_no_others()
    {
        Assert.Equal("Conv2D(8, (3, 3))", $"{new Conv2D(8, 3)}");
        Assert.Equal(
            "Conv2D(8, (3, 1), Padding = Padding.Same, UseBias = false, KernelRegularizer = Regularizer(L2 = 0.01))",
            $"{new Conv2D(8, (3, 1)) { UseBias = false, Padding = Padding.Same, KernelRegularizer = new(L2: 0.01) }}"
        );
        Assert.Equal(
            "DepthwiseConv2D((3, 3), DepthMultiplier = 2, DepthwiseInitializer = Initializer.HeUniform)",
            $"{new DepthwiseConv2D(3) { DepthMultiplier = 2, DepthwiseInitializer = Initializer.HeUniform }}"
        );
        Assert.Equal("SeparableConv2D(8, (3, 3), Dilation = (2, 2))", $"{new SeparableConv2D(8, 3) { Dilation = 2 }}");
        Assert.Equal(
            "Conv2DTranspose(8, (3, 3), Strides = (2, 2), OutputPadding = (0, 1))",
            $"{new Conv2DTranspose(8, 3) { Strides = 2, OutputPadding = (0, 1) }}"
        );
        Assert.Equal("Reshape(Shape [ 4; 1 ])", $"{new Reshape([4, 1])}");
        Assert.Equal(
            "Sequential(Residual(Tap(), Shortcut = Frozen(Tap())), Named(\"a\", Stack(Tap(), 2)))",
            $"{new Sequential(new Residual(new Tap(), new Frozen(new Tap())), new Named("a", new Stack(new Tap(), 2)))}"
        );
        Assert.Equal("Branches(Merge.Add, Flatten())", $"{new Branches(Merge.Add, new Flatten())}");
    }

    [Fact]
    public void Strides_that_were_told_are_printed_though_they_are_as_large_as_the_pool()
    {
        Assert.Equal("MaxPooling2D((2, 2))", $"{new MaxPooling2D(2)}");
        Assert.Equal("MaxPooling2D((2, 2), Strides = (2, 2))", $"{new MaxPooling2D(2) { Strides = 2 }}");
        Assert.NotEqual(new MaxPooling2D(2), new MaxPooling2D(2) { Strides = 2 });
    }

    [Fact]
    public void Long_lines_are_broken_as_the_formatter_of_FSharp_breaks_them()
    {
        var same = new Conv2D(4, 3) { Padding = Padding.Same };
        var model = new Model(
            [8, 8, 2],
            same with
            {
                Strides = 2,
                Activation = Activation.LeakyRelu(0.125),
                BiasInitializer = Initializer.Constant(0.5),
                KernelRegularizer = new(L2: 0.01),
            },
            new Residual(
                new Sequential(
                    new Named("a", same with { Activation = Activation.Relu }),
                    new Named("b", same with { UseBias = false })
                )
            ),
            new Frozen(
                new Named(
                    "a-long-name-of-a-long-part-of-this-model",
                    new Sequential(new ActivationLayer(Activation.Elu(0.5)), new Stack(new Dropout(0.5), 2))
                )
            ),
            new Flatten(),
            new Dense(3) { Activation = Activation.Tanh }
        );
        Assert.Equal(
            """
            input [ 8; 8; 2 ]
            |> layer (
                   Conv2D(
                       4,
                       (3, 3),
                       Strides = (2, 2),
                       Padding = Padding.Same,
                       Activation = leakyRelu 0.125,
                       BiasInitializer = Initializer.Constant(0.5),
                       KernelRegularizer = Regularizer(L2 = 0.01)
                   )
               )
            |> residual (
                   named "a" (layer (Conv2D(4, (3, 3), Padding = Padding.Same, Activation = relu)))
                   >> named "b" (layer (Conv2D(4, (3, 3), Padding = Padding.Same, UseBias = false)))
               )
            |> frozen (
                   named "a-long-name-of-a-long-part-of-this-model" (
                       activation (elu 0.5) >> stack 2 (dropout 0.5)
                   )
               )
            |> flatten
            |> dense 3 Activation.Tanh
            """.ReplaceLineEndings("\n"),
            model.ToExpression()
        );
    }

    [Fact]
    public void Numbers_are_written_as_FSharp_reads_them_under_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            var dense = new Dense(1000)
            {
                Activation = Activation.Elu(1e-7),
                KernelInitializer = Initializer.RandomUniform(-1.5, 1e300),
                BiasInitializer = Initializer.Constant(2),
            };
            Assert.Equal(
                "Dense(1000, Activation = elu 1e-07, KernelInitializer = Initializer.RandomUniform(-1.5, 1e+300), BiasInitializer = Initializer.Constant(2.0))",
                $"{dense}"
            );
            Assert.Equal("random_uniform(-1.5, 2)", Initializer.RandomUniform(-1.5, 2).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Every_initializer_of_the_library_is_printed_as_the_member_that_makes_it()
    {
        var values = typeof(Initializer)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => (property.Name, Value: (Initializer)property.GetValue(null)!))
            .ToList();
        Assert.Equal(8, values.Count);
        Assert.All(values, v => Assert.Equal($"Initializer.{v.Name}", $"{Construction.Of(v.Value)}"));
    }

    [Fact]
    public void What_is_not_the_librarys_own_is_printed_as_it_prints_itself_and_named_at_the_top()
    {
        var ramp = Initializer.Of("zeros", (shape, _) => Tensor.Create(shape, i => i));
        var model = new Model([3], new ChannelScale(0.5), new Dense(3) { BiasInitializer = ramp }, new Silent());
        Assert.Equal(
            """
            // Not the library's own, so F# may need help with them: ChannelScale, the initializer zeros, Silent.
            input [ 3 ]
            |> layer (ChannelScale { First = 0.5 })
            |> layer (Dense(3, BiasInitializer = Initializer.Of("zeros", ``zeros``)))
            |> layer (Silent)
            """.ReplaceLineEndings("\n"),
            model.ToExpression()
        );
    }

    /// <summary>A layer that prints as nothing.</summary>
    private sealed class Silent : ILayer
    {
        public Shape OutputShape(Shape input) => input;

        public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => input;

        public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
            new(input, (outputGradient, _) => new(outputGradient, Parameters.None));

        public override string ToString() => "";
    }
}
