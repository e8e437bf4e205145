using System.Diagnostics;

namespace Convnet.Examples;

/// <summary>The chapter's model_no_max_pool: how large it gets, how little it sees, and how it learns.</summary>
internal static class WithoutPooling
{
    private const int Units = 512;
    private const double MiB = 1024 * 1024;

    /// <summary>Fills the page.</summary>
    public static void Write(Lab lab, Page page)
    {
        var convolutions = Nets.WithoutPooling;
        var wide = convolutions.Then(new Flatten()).Then(new Dense(Units) { Activation = Activation.Relu });
        page.Print(convolutions.Summary());
        var output = convolutions.Output;
        var weights = (long)output.Size * Units;
        page.Say(
            $"{output[0]}×{output[1]}×{output[2]} = {Figures.Count(output.Size)} values stand before the classifier. "
                + $"A Dense({Units}) behind them has {Figures.Count(output.Size)} × {Units} = {Figures.Count(weights)} weights, {Figures.Count(weights + Units)} "
                + $"with the bias; the text says about 15.8 million. The whole chapter's convnet has {Figures.Count(Nets.Convnet.ParameterCount)}."
        );
        var field = convolutions.ReceptiveField();
        page.Say(
            $"And a place of its third layer sees only {field.Size.Height}×{field.Size.Width} pixels of the digit, as the text says; "
                + $"with max pooling it sees {Nets.Convnet.UpTo("conv2d_2").ReceptiveField().Size.Height}×{Nets.Convnet.UpTo("conv2d_2").ReceptiveField().Size.Width}."
        );
        page.Figure(
            Mosaic.Draw(
                [.. new[] { 2, 7, 12, 17 }.Select(start => Patch(lab.TestImage(0), start, field.Size.Height))],
                columns: 4,
                scale: 16,
                Mosaic.Gray
            ),
            "Four patches of 7 by 7 pixels: strokes from which the digit can hardly be told.",
            "Try to tell the digit from a 7×7 window: four places of test image 0."
        );
        Train(lab, page, wide);
    }

    private static Tensor Patch(Tensor digit, int start, int size) =>
        digit[0, start..(start + size), start..(start + size), 0];

    private static void Train(Lab lab, Page page, Model wide)
    {
        var images = Math.Min(lab.Length.ImagesWithoutPooling, lab.Data.Train.Count);
        var few = lab.Data.Train.Take(images);
        var without = Measured(() =>
            lab.Compare("without pooling", wide.Then(new Dense(10) { Activation = Activation.Softmax }), images)
        );
        var with = Measured(() => lab.Compare("convnet", Nets.Convnet, images));
        page.Table(
            ["network", "parameters", "training accuracy", "test accuracy", "gap", "time", "memory"],
            [Row("without max pooling", without), Row("convnet", with)]
        );
        page.Say(
            $"Both learned the first {Figures.Count(images)} images. The gap between training and test images is the overfitting that the text expects "
                + $"of so many weights: {Points(without.Nets)} without max pooling, {Points(with.Nets)} for the convnet. "
                + "Memory is what the process held more while it trained."
        );

        IReadOnlyList<string> Row(string name, (IReadOnlyList<Trained> Nets, double MiB) trained) =>
            [
                name,
                Figures.Count(trained.Nets[0].Model.ParameterCount),
                Figures.Percent([.. trained.Nets.Select(TrainingAccuracy)]),
                Figures.Percent([.. trained.Nets.Select(net => net.TestAccuracy)]),
                Points(trained.Nets),
                Figures.Seconds(trained.Nets.Average(net => net.Seconds)),
                FormattableString.Invariant($"{trained.MiB:F0} MiB"),
            ];

        string Points(IReadOnlyList<Trained> nets) =>
            FormattableString.Invariant(
                $"{100 * nets.Average(net => TrainingAccuracy(net) - net.TestAccuracy):F2} points"
            );

        double TrainingAccuracy(Trained net) => net.Epoch.Evaluate(few).Accuracy;
    }

    /// <summary>What was trained, and by how much the process grew meanwhile.</summary>
    private static (IReadOnlyList<Trained> Nets, double MiB) Measured(Func<IReadOnlyList<Trained>> train)
    {
        GC.Collect();
        var before = Held();
        var nets = train();
        return (nets, Math.Max(0, Held() - before) / MiB);
    }

    private static double Held()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
