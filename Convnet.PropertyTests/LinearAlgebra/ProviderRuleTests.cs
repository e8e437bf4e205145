using MathNet.Numerics.Providers.LinearAlgebra;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>The order of the candidates, and what is said of those that do not work.</summary>
public sealed class ProviderRuleTests
{
    [Fact]
    public void The_first_candidate_that_works_is_the_default_and_later_ones_are_not_tried()
    {
        ProviderCandidate[] candidates = [Broken("mkl", "package"), Working("mkl", "library"), Working("simd", "C#")];
        var rule = new ProviderRule(candidates);

        Assert.Equal("library", rule.Choose("CONVNET_PROVIDER", null).Description);
        Assert.Equal([true, true, false], candidates.Select(candidate => candidate.WasTried));
    }

    [Theory]
    [InlineData(null, "mkl")]
    [InlineData("", "mkl")]
    [InlineData("  ", "mkl")]
    [InlineData("simd", "simd")]
    [InlineData(" SIMD ", "simd")]
    public void The_variable_overrides_the_order_where_it_is_set(string? value, string expected)
    {
        var rule = new ProviderRule([Working("mkl", "library"), Working("simd", "C#")]);

        Assert.Equal(expected, rule.Choose("CONVNET_PROVIDER", value).Name);
    }

    [Fact]
    public void A_provider_that_is_asked_for_but_absent_is_an_error_that_says_how_to_install_it()
    {
        var rule = new ProviderRule([Broken("mkl", "package"), Broken("mkl", "library"), Working("simd", "C#")]);

        var exception = Assert.Throws<ProviderException>(() => rule.Choose("CONVNET_PROVIDER", "mkl"));

        Assert.Equal(
            "CONVNET_PROVIDER asks for the provider 'mkl', which cannot be used here."
                + "\n  not mkl by package: no package. Install package."
                + "\n  not mkl by library: no library. Install library.",
            exception.Message
        );
    }

    [Fact]
    public void A_name_that_does_not_exist_is_an_error_that_lists_those_that_do()
    {
        var rule = new ProviderRule([Broken("mkl", "library"), Working("simd", "C#")]);

        var exception = Assert.Throws<ProviderException>(() => rule.Choose("CONVNET_PROVIDER", "mlk"));

        Assert.Equal(
            "CONVNET_PROVIDER asks for the provider 'mlk', which does not exist. There are mkl, simd.",
            exception.Message
        );
    }

    [Fact]
    public void Only_what_was_tried_is_listed_as_rejected()
    {
        var rule = new ProviderRule([Broken("mkl", "library"), Working("simd", "C#"), Broken("openblas", "other")]);
        Assert.Empty(rule.Rejections());

        rule.Choose("CONVNET_PROVIDER", null);
        Assert.Equal("\n  not mkl by library: no library. Install library.", rule.Rejections());

        Assert.Equal(["simd"], rule.Available);
        Assert.Contains("not openblas by other: no other. Install other.", rule.Rejections());
    }

    [Fact]
    public void A_candidate_is_tried_once()
    {
        int tries = 0;
        var candidate = new ProviderCandidate(
            "mkl",
            "library",
            "",
            () => throw new ProviderException($"try {++tries}")
        );

        Assert.Null(candidate.Choice);
        Assert.Null(candidate.Choice);
        Assert.Equal("try 1", candidate.Reason);
    }

    private static ProviderCandidate Working(string name, string label) =>
        new(name, label, $"Install {label}.", () => new(name, label, ManagedLinearAlgebraProvider.Instance));

    private static ProviderCandidate Broken(string name, string label) =>
        new(name, label, $"Install {label}.", () => throw new ProviderException($"no {label}"));
}
