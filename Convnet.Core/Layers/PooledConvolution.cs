using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>
/// A convolution, relu or nothing, and max pooling in one, as training runs them: only the pooled values and their winners are kept, and
/// the gradients follow from the winners alone. relu comes after the pooling: max(relu x) = relu(max x).
/// </summary>
/// <param name="Layer">The convolution; of relu or linear activation, one group and no dilation.</param>
/// <param name="Pooling">The pooling.</param>
internal sealed record PooledConvolution(Conv2D Layer, MaxPooling2D Pooling) : ILayer, IKernelForms
{
    private const string Runs = "(kernel runs)";

    // Responses of a strip: 32 KiB, a first-level cache.
    private const int StripLength = 1 << 13;

    /// <summary>True for pairs that this can stand for, and for which it pays: windows apart, so that few responses win.</summary>
    public static bool Takes(Conv2D layer, MaxPooling2D pooling) =>
        layer.Groups == 1
        && layer.Dilation is { Height: 1, Width: 1 }
        && (layer.Activation == Activation.Relu || layer.Activation == Activation.Linear)
        && pooling.Strides.Height * pooling.Strides.Width >= 4;

    private bool IsRelu => Layer.Activation == Activation.Relu;

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Pooling.OutputShape(Layer.OutputShape(input));

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) => Layer.ParameterSpecs(input);

    /// <inheritdoc/>
    public IReadOnlyList<KernelForm> Forms(Shape input) =>
        [.. Layer.Method(input).Forms.Where(form => !form.IsForGradients), RunsForm(input)];

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) =>
        Pool(parameters, input, keepsWinners: false).Output;

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (images, sample) = (new PaddedImages(Layer.Grid(input.Shape.Sample)), input.Shape.Sample);
        var (output, winners) = Pool(parameters, input, keepsWinners: true);
        return new(output, Pullback);

        Gradients Pullback(Tensor outputGradient, Wanted wanted) =>
            new(
                wanted.HasFlag(Wanted.Input) ? InputGradient(outputGradient) : input,
                wanted.HasFlag(Wanted.Parameters) ? Parameters(outputGradient) : Convnet.Parameters.None
            );

        Tensor InputGradient(Tensor gradient)
        {
            var padded = Tensor.Uninitialized([input.Samples, images.Height, images.Width, images.Grid.Channels]);
            var runs = parameters.Find(Runs) ?? RunsForm(sample).Of(new(parameters));
            PooledGradients.Input(
                images,
                PoolingGrid(images),
                runs.Values,
                Places(winners),
                gradient.Values,
                input.Samples,
                padded.Writable
            );
            return images.Unpad(padded);
        }

        Parameters Parameters(Tensor gradient)
        {
            var kernel = Tensor.Uninitialized(parameters["kernel"].Shape);
            PooledGradients.Kernel(
                images,
                PoolingGrid(images),
                images.Pad(input).Values,
                Places(winners),
                gradient.Values,
                input.Samples,
                kernel.Writable
            );
            if (!Layer.UseBias)
            {
                return Convnet.Parameters.Of(("kernel", kernel));
            }

            var bias = Tensor.Uninitialized([Layer.Filters]);
            PooledGradients.Bias(Places(winners), gradient.Values, bias.Writable);
            return Convnet.Parameters.Of(("kernel", kernel), ("bias", bias));
        }
    }

    private (Tensor Output, Tensor Winners) Pool(Parameters parameters, Tensor input, bool keepsWinners)
    {
        var method = Layer.Method(input.Shape.Sample);
        var grid = PoolingGrid(new(Layer.Grid(input.Shape.Sample)));
        var output = Tensor.Uninitialized([input.Samples, grid.OutputHeight, grid.OutputWidth, grid.Channels]);
        var bias = Layer.UseBias ? parameters["bias"].Values : [];
        var winners = keepsWinners ? Tensor.Uninitialized(output.Shape) : output;
        var places = keepsWinners ? MemoryMarshal.Cast<float, int>(winners.Writable) : [];
        if (method is ImplicitConvolution images && IsCutIntoStrips(grid))
        {
            PoolStrips(images, grid, input, new(parameters), bias, output.Writable, places);
        }
        else
        {
            var responses = method.Responses(input, new(parameters));
            PooledResponses.Pool(grid, responses.Values, bias, IsRelu, output.Writable, places);
        }

        return (output, winners);
    }

    /// <summary>The responses under a few rows of pooling windows at a time, so that they are pooled while they are in the first-level cache.</summary>
    private void PoolStrips(
        ImplicitConvolution images,
        WindowGrid grid,
        Tensor input,
        KernelForms kernel,
        ReadOnlySpan<float> bias,
        Span<float> output,
        Span<int> winners
    )
    {
        var (padded, rows, height) = (images.Images.Pad(input), images.Rows(kernel), grid.Rows.Kernel);
        var (rowLength, length) = (height * grid.Width * grid.Channels, grid.OutputWidth * grid.Channels);
        var most = Math.Clamp(StripLength / rowLength, 1, grid.OutputHeight);
        var strip = Tensor.Uninitialized([most * rowLength]);
        var (whole, rest) = (StripGrid(grid, most), StripGrid(grid, Rest(grid.OutputHeight, most)));
        for (var (row, end) = (0, input.Samples * grid.OutputHeight); row < end; )
        {
            var (sample, y) = Math.DivRem(row, grid.OutputHeight);
            var count = Math.Min(most, grid.OutputHeight - y);
            var responses = strip.Writable[..(count * rowLength)];
            images.Responses(padded, sample, y * height, count * height, rows, responses);
            PooledResponses.Pool(
                count == most ? whole : rest,
                responses,
                bias,
                IsRelu,
                output.Slice(row * length, count * length),
                winners.IsEmpty ? winners : winners.Slice(row * length, count * length)
            );
            row += count;
        }
    }

    private WindowGrid StripGrid(WindowGrid grid, int rows) =>
        Pooling.Grid([rows * grid.Rows.Kernel, grid.Width, grid.Channels]);

    // The rows of the last strip.
    private static int Rest(int rows, int most) => rows % most == 0 ? most : rows % most;

    /// <summary>True where each row of responses lies under one row of pooling windows at most.</summary>
    private static bool IsCutIntoStrips(WindowGrid grid) =>
        grid.Rows.Padding == Padding.Valid && grid.Rows.Stride == grid.Rows.Kernel;

    private WindowGrid PoolingGrid(PaddedImages images) =>
        Pooling.Grid([images.Grid.OutputHeight, images.Grid.OutputWidth, Layer.Filters]);

    // The winners are in the bits of a tensor of floats, for the arena's sake.
    private static ReadOnlySpan<int> Places(Tensor winners) => MemoryMarshal.Cast<float, int>(winners.Values);

    private KernelForm RunsForm(Shape input)
    {
        var images = new PaddedImages(Layer.Grid(input));
        return new(
            Runs,
            checked((int)PooledGradients.RunsLength(images, Layer.Filters)),
            (kernel, form) => PooledGradients.PrepareRuns(images, Layer.Filters, kernel.Kernel.Values, form.Writable),
            IsForGradients: true
        );
    }
}
