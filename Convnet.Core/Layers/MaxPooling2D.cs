using System.Numerics;
using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>
/// The largest value of each window, channel by channel.
/// <para>Shape: (h, w, c) → (⌈(h − p + 1)/s⌉, …, c) under <c>valid</c>, (⌈h/s⌉, …, c) under <c>same</c>, whose padding counts as −∞.</para>
/// <para>Formula: the gradient goes to the first largest value of the window in row-major order; where windows overlap, gradients add.</para>
/// <para>Errors: sizes below 1; a window that does not fit is a <see cref="ShapeException"/>.</para>
/// <para>Example: <c>new MaxPooling2D((2, 2))</c></para>
/// </summary>
/// <param name="PoolSize">Height and width of the window.</param>
public sealed record MaxPooling2D(Size2D PoolSize) : ILayer
{
    private readonly Size2D? strides;

    /// <summary>Windows of 2×2, Keras' default.</summary>
    public MaxPooling2D()
        : this(2) { }

    /// <summary>Height and width of the window, at least 1.</summary>
    public Size2D PoolSize
    {
        get;
        init => field = Check.Positive(value);
    } = Check.Positive(PoolSize);

    /// <summary>From one window to the next; the pool size unless told.</summary>
    public Size2D Strides
    {
        get => strides ?? PoolSize;
        init => strides = Check.Positive(value);
    }

    /// <summary>What happens at the border; <see cref="Padding.Valid"/> unless told.</summary>
    public Padding Padding
    {
        get;
        init => field = Check.Defined(value);
    }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Pooling.OutputShape(Grid(input));

    /// <summary>What is applied to the largest values, where that was rewritten from before the pooling; nothing unless told.</summary>
    internal Activation Activation { get; init; } = Activation.Linear;

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        Activation.ForwardOwned(Largest(Grid(input.Shape.Sample), input, out _));

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (shape, grid) = (input.Shape, Grid(input.Shape.Sample));
        var largest = Largest(grid, input, out var winners);
        var output = Activation.ForwardOwned(largest);
        return new(output, Pullback);

        Gradients Pullback(Tensor outputGradient, Wanted wanted)
        {
            var gradient = Activation.Backward(largest, output, outputGradient);
            return new(Scatter(grid, gradient, winners, shape), Parameters.None);
        }
    }

    /// <summary>The constructor with the options that were told: <c>MaxPooling2D((2, 2))</c>.</summary>
    public override string ToString() => Construction.Text(this);

    /// <summary>The windows over such an image.</summary>
    internal WindowGrid Grid(Shape input) => Pooling.Grid(nameof(MaxPooling2D), input, PoolSize, Strides, Padding);

    /// <summary>The largest values, and for each the number of its place in the window (in the bits of a float, for the arena's sake).</summary>
    private static Tensor Largest(WindowGrid grid, Tensor input, out Tensor winners)
    {
        var output = Tensor.Uninitialized([input.Samples, grid.OutputHeight, grid.OutputWidth, grid.Channels]);
        winners = Tensor.Uninitialized(output.Shape);
        var values = output.Writable;
        var places = MemoryMarshal.Cast<float, int>(winners.Writable);
        foreach (var window in new PoolingWindows(grid, input.Samples))
        {
            var best = values.Slice(window.Output, grid.Channels);
            var winner = places.Slice(window.Output, grid.Channels);
            var isFirst = true;
            foreach (var (pixel, place) in window.Pixels)
            {
                Compete(input.Values.Slice(pixel, grid.Channels), place, best, winner, isFirst);
                isFirst = false;
            }
        }

        return output;
    }

    /// <summary>A larger value wins, and so does NaN, which must not vanish.</summary>
    private static void Compete(ReadOnlySpan<float> pixel, int place, Span<float> best, Span<int> winner, bool isFirst)
    {
        if (isFirst)
        {
            pixel.CopyTo(best);
            winner.Fill(place);
            return;
        }

        var channel = 0;
        for (; channel <= best.Length - Vector<float>.Count; channel += Vector<float>.Count)
        {
            var (value, champion) = (new Vector<float>(pixel[channel..]), new Vector<float>(best[channel..]));
            var wins = Vector.GreaterThan(value, champion) | ~Vector.Equals(value, value);
            Vector.ConditionalSelect(wins, value, champion).CopyTo(best[channel..]);
            Vector
                .ConditionalSelect(wins, new Vector<int>(place), new Vector<int>(winner[channel..]))
                .CopyTo(winner[channel..]);
        }

        for (; channel < best.Length; channel++)
        {
            if (pixel[channel] > best[channel] || float.IsNaN(pixel[channel]))
            {
                (best[channel], winner[channel]) = (pixel[channel], place);
            }
        }
    }

    private static Tensor Scatter(WindowGrid grid, Tensor outputGradient, Tensor winners, Shape shape)
    {
        var standAlone = grid.Rows.Stride >= grid.Rows.Kernel && grid.Columns.Stride >= grid.Columns.Kernel;
        var inputGradient = standAlone && CoversAll(grid) ? Tensor.Uninitialized(shape) : Tensor.Cleared(shape);
        var places = MemoryMarshal.Cast<float, int>(winners.Values);
        foreach (var window in new PoolingWindows(grid, shape[0]))
        {
            var gradient = outputGradient.Values.Slice(window.Output, grid.Channels);
            var winner = places.Slice(window.Output, grid.Channels);
            foreach (var (pixel, place) in window.Pixels)
            {
                var to = inputGradient.Writable.Slice(pixel, grid.Channels);
                ShareOut(gradient, winner, place, to, adds: !standAlone);
            }
        }

        return inputGradient;
    }

    /// <summary>True where each pixel lies in a window.</summary>
    private static bool CoversAll(WindowGrid grid) =>
        grid.Row(grid.OutputHeight - 1, grid.Rows.Kernel - 1) >= grid.Height - 1
        && grid.Column(grid.OutputWidth - 1, grid.Columns.Kernel - 1) >= grid.Width - 1
        && grid.Rows.Stride == grid.Rows.Kernel
        && grid.Columns.Stride == grid.Columns.Kernel;

    /// <summary>Gives a pixel the gradients of the channels that it won: added to what other windows gave it, or alone.</summary>
    private static void ShareOut(
        ReadOnlySpan<float> gradient,
        ReadOnlySpan<int> winner,
        int place,
        Span<float> pixel,
        bool adds
    )
    {
        var channel = 0;
        for (; channel <= pixel.Length - Vector<float>.Count; channel += Vector<float>.Count)
        {
            var won = Vector.AsVectorSingle(Vector.Equals(new Vector<int>(winner[channel..]), new Vector<int>(place)));
            var share = Vector.ConditionalSelect(won, new Vector<float>(gradient[channel..]), Vector<float>.Zero);
            (adds ? new Vector<float>(pixel[channel..]) + share : share).CopyTo(pixel[channel..]);
        }

        for (; channel < pixel.Length; channel++)
        {
            var share = winner[channel] == place ? gradient[channel] : 0;
            pixel[channel] = adds ? pixel[channel] + share : share;
        }
    }
}
