using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The same numbers as libtorch and Keras, with every provider that is installed.</summary>
[Collection(ProviderTheory.Collection)]
public sealed class ConformanceTests(ITestOutputHelper output)
{
    private const string Libtorch = "conformance.jsonl";
    private const string Keras = "keras.jsonl";

    private static readonly string[] LibtorchKinds =
    [
        "conv2d",
        "max_pooling2d",
        "average_pooling2d",
        "activation",
        "dense",
        "convnet",
    ];

    private static readonly string[] KerasKinds =
    [
        "conv2d",
        "depthwise_conv2d",
        "separable_conv2d",
        "conv2d_transpose",
        "dense",
        "max_pooling2d",
        "average_pooling2d",
        "global_average_pooling2d",
        "global_max_pooling2d",
        "up_sampling2d",
        "zero_padding2d",
        "cropping2d",
        "layer_normalization",
        "batch_normalization",
        "activation",
        "loss",
        "metric",
        "confusion_matrix",
        "class_weight",
        "evaluate",
        "regularizer",
        "optimizer",
        "learning_rate_schedule",
        "initializer",
        "early_stopping",
        "reduce_lr_on_plateau",
    ];

    public static TheoryData<string> Providers => ProviderTheory.Names;

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_cases_in_the_project_agree(string provider)
    {
        using var scope = ProviderTheory.Use(provider);
        output.WriteLine(ConformanceRun.Of(ReferenceFile.Few(Libtorch), Agreement.Libtorch, LibtorchKinds));
        output.WriteLine(ConformanceRun.Of(ReferenceFile.Few(Keras), Agreement.Keras, KerasKinds));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_case_of_libtorch_agrees(string provider) =>
        RunAll(provider, Libtorch, Agreement.Libtorch, LibtorchKinds);

    [Theory]
    [MemberData(nameof(Providers))]
    public void Every_case_of_Keras_agrees(string provider) => RunAll(provider, Keras, Agreement.Keras, KerasKinds);

    private void RunAll(string provider, string file, Agreement agreement, string[] kinds)
    {
        using var scope = ProviderTheory.Use(provider);
        var cases = ReferenceFile.All(file);
        Assert.SkipWhen(cases is null, $"{file} is not in {ReferenceFile.Folder}; CONVNET_SHARED says where else.");
        output.WriteLine(ConformanceRun.Of(cases!, agreement, kinds));
    }
}
