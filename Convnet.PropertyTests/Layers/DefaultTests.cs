using Xunit;

namespace Convnet.PropertyTests;

/// <summary>What is not told is as in Keras: a layer with nothing but what it needs is the layer with these options.</summary>
public sealed class DefaultTests
{
    private static readonly Initializer Glorot = Initializer.GlorotUniform;
    private static readonly Initializer Zeros = Initializer.Zeros;
    private static readonly Initializer Ones = Initializer.Ones;

    /// <summary>Each layer that has options, without them and with the defaults of Keras 3.16.</summary>
    public static TheoryData<ILayer, ILayer> Layers =>
        new()
        {
            {
                new Dense(3),
                new Dense(3)
                {
                    Activation = Activation.Linear,
                    UseBias = true,
                    KernelInitializer = Glorot,
                    BiasInitializer = Zeros,
                    KernelRegularizer = null,
                    BiasRegularizer = null,
                }
            },
            {
                new Conv2D(3, 2),
                new Conv2D(3, 2)
                {
                    Strides = 1,
                    Padding = Padding.Valid,
                    Dilation = 1,
                    Groups = 1,
                    Activation = Activation.Linear,
                    UseBias = true,
                    KernelInitializer = Glorot,
                    BiasInitializer = Zeros,
                    KernelRegularizer = null,
                    BiasRegularizer = null,
                }
            },
            {
                new Conv2DTranspose(3, 2),
                new Conv2DTranspose(3, 2)
                {
                    Strides = 1,
                    Padding = Padding.Valid,
                    Dilation = 1,
                    Activation = Activation.Linear,
                    UseBias = true,
                    KernelInitializer = Glorot,
                    BiasInitializer = Zeros,
                    KernelRegularizer = null,
                    BiasRegularizer = null,
                }
            },
            {
                new DepthwiseConv2D(2),
                new DepthwiseConv2D(2)
                {
                    Strides = 1,
                    Padding = Padding.Valid,
                    DepthMultiplier = 1,
                    Dilation = 1,
                    Activation = Activation.Linear,
                    UseBias = true,
                    DepthwiseInitializer = Glorot,
                    BiasInitializer = Zeros,
                    DepthwiseRegularizer = null,
                    BiasRegularizer = null,
                }
            },
            {
                new SeparableConv2D(3, 2),
                new SeparableConv2D(3, 2)
                {
                    Strides = 1,
                    Padding = Padding.Valid,
                    DepthMultiplier = 1,
                    Dilation = 1,
                    Activation = Activation.Linear,
                    UseBias = true,
                    DepthwiseInitializer = Glorot,
                    PointwiseInitializer = Glorot,
                    BiasInitializer = Zeros,
                    DepthwiseRegularizer = null,
                    PointwiseRegularizer = null,
                    BiasRegularizer = null,
                }
            },
            {
                new BatchNormalization(),
                new BatchNormalization
                {
                    Momentum = 0.99,
                    Epsilon = 1e-3,
                    Center = true,
                    Scale = true,
                    BetaInitializer = Zeros,
                    GammaInitializer = Ones,
                    MovingMeanInitializer = Zeros,
                    MovingVarianceInitializer = Ones,
                    BetaRegularizer = null,
                    GammaRegularizer = null,
                }
            },
            {
                new LayerNormalization(),
                new LayerNormalization
                {
                    Axis = -1,
                    Epsilon = 1e-3,
                    Center = true,
                    Scale = true,
                    BetaInitializer = Zeros,
                    GammaInitializer = Ones,
                    BetaRegularizer = null,
                    GammaRegularizer = null,
                }
            },
            { new MaxPooling2D(), new MaxPooling2D(2) },
            { new AveragePooling2D(), new AveragePooling2D(2) },
            {
                new GlobalMaxPooling2D(),
                new GlobalMaxPooling2D { KeepDims = false }
            },
            {
                new GlobalAveragePooling2D(),
                new GlobalAveragePooling2D { KeepDims = false }
            },
            {
                new UpSampling2D(),
                new UpSampling2D(2) { Interpolation = Interpolation.Nearest }
            },
            { new RandomFlip(), new RandomFlip(FlipMode.HorizontalAndVertical) },
            {
                new RandomTranslation(0.1, 0.2),
                new RandomTranslation((-0.1, 0.1), (-0.2, 0.2))
                {
                    FillMode = FillMode.Reflect,
                    Interpolation = Interpolation.Bilinear,
                    FillValue = 0,
                }
            },
            {
                new RandomRotation(0.1),
                new RandomRotation((-0.1, 0.1))
                {
                    FillMode = FillMode.Reflect,
                    Interpolation = Interpolation.Bilinear,
                    FillValue = 0,
                }
            },
            {
                new RandomZoom(0.1),
                new RandomZoom((-0.1, 0.1))
                {
                    FillMode = FillMode.Reflect,
                    Interpolation = Interpolation.Bilinear,
                    FillValue = 0,
                }
            },
        };

    [Theory]
    [MemberData(nameof(Layers), DisableDiscoveryEnumeration = true)]
    public void What_is_not_told_of_a_layer_is_as_in_Keras(ILayer layer, ILayer told) => Assert.Equal(told, layer);

    [Fact]
    public void Windows_of_a_pooling_touch_unless_told()
    {
        var (most, average) = (new MaxPooling2D((3, 2)), new AveragePooling2D((3, 2)));
        Assert.Equal((most.PoolSize, Padding.Valid), (most.Strides, most.Padding));
        Assert.Equal((average.PoolSize, Padding.Valid), (average.Strides, average.Padding));
    }
}
