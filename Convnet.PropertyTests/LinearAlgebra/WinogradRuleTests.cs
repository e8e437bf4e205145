using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Where Winograd's algorithm is taken.</summary>
public sealed class WinogradRuleTests
{
    // The fastest on Zen 4 by measurement, or within a tenth of it.
    [Theory]
    [InlineData(13, 32, 64, Padding.Valid, 10, 4)]
    [InlineData(13, 32, 64, Padding.Valid, 0, 4)]
    [InlineData(5, 64, 64, Padding.Valid, 0, 3)]
    [InlineData(32, 3, 32, Padding.Same, 0, 0)]
    [InlineData(28, 1, 32, Padding.Valid, 0, 0)]
    [InlineData(32, 32, 32, Padding.Same, 0, 4)]
    [InlineData(16, 32, 64, Padding.Same, 0, 4)]
    [InlineData(16, 64, 64, Padding.Same, 0, 4)]
    [InlineData(16, 128, 128, Padding.Same, 0, 4)]
    [InlineData(12, 192, 64, Padding.Same, 0, 4)]
    [InlineData(12, 193, 64, Padding.Same, 0, 3)]
    [InlineData(14, 256, 32, Padding.Same, 0, 3)]
    [InlineData(12, 64, 193, Padding.Same, 0, 3)]
    [InlineData(8, 512, 768, Padding.Same, 0, 3)]
    [InlineData(8, 1024, 512, Padding.Same, 0, 2)]
    [InlineData(3, 64, 64, Padding.Valid, 0, 0)]
    [InlineData(4, 64, 64, Padding.Valid, 0, 2)]
    public void Layers_of_known_models_take_the_tiles_that_were_fastest(
        int size,
        int channels,
        int filters,
        Padding padding,
        int crop,
        int tile
    )
    {
        var given = new WinogradCase([size, size, channels], padding, crop, filters, 1, 2, 0);

        Assert.Equal(tile, WinogradRule.Choose(given.Images, filters));
    }

    [Theory]
    [InlineData(5, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(3, 1, 2)]
    public void Windows_that_are_no_neighbouring_three_by_three_are_summed_directly(
        int kernel,
        int stride,
        int dilation
    )
    {
        var (odd, usual) = (new Window(kernel, stride, Padding.Same, dilation), new Window(3, 1, Padding.Same));

        Assert.Equal(0, WinogradRule.Choose(new(new("Conv2D", [32, 32, 64], odd, usual)), 64));
        Assert.Equal(0, WinogradRule.Choose(new(new("Conv2D", [32, 32, 64], usual, odd)), 64));
    }

    [Fact]
    public void What_is_chosen_takes_fewer_products_than_direct_sums() =>
        Prop.ForAll(
                WinogradCase.Arbitrary,
                given =>
                {
                    var tile = WinogradRule.Choose(given.Images, given.Filters);
                    var chosen = given.Winograd with { Tile = tile };
                    Assert.True(tile == 0 || chosen.Tiles * chosen.Planes < 9 * given.Grid.Count);
                }
            )
            .Check(PropertyAttribute.Cases());
}
