namespace Convnet.Examples;

/// <summary>Where windows lie along an axis: how many there are, and how many padded places stand before and after the input.</summary>
internal readonly record struct Placement(int Windows, int Before, int After)
{
    /// <summary>What the library makes of an axis of this size.</summary>
    public static Placement Of(int size, (int Kernel, int Stride, Padding Padding) window)
    {
        var layer = new Conv2D(1, window.Kernel) { Strides = window.Stride, Padding = window.Padding };
        var model = new Model([size, size, 1], layer);
        var (windows, before) = (model.Output[0], -model.ReceptiveField().Top);
        var reach = ((windows - 1) * window.Stride) + window.Kernel;
        return new(windows, before, Math.Max(0, reach - before - size));
    }
}
