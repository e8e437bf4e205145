namespace Convnet.Examples;

/// <summary>The two networks of the chapter on the same images.</summary>
internal static class DenseAgainstConvnet
{
    private const double DenseOfText = 0.978;
    private const double ConvnetOfText = 0.991;

    /// <summary>Fills the page.</summary>
    public static void Write(Lab lab, Page page)
    {
        var (dense, convnet) = (lab.DenseNets, lab.Convnets);
        page.Say(
            "Dense(512, relu) and Dense(10, softmax) look at all pixels at once; the convnet looks for small patterns anywhere. "
                + $"Both learn {Figures.Count(lab.Data.Train.Count)} images for {lab.Length.Epochs} epochs."
        );
        page.Table(
            ["network", "parameters", "test accuracy", "in the text", "time"],
            [Row("dense", dense, DenseOfText), Row("convnet", convnet, ConvnetOfText)]
        );
        page.Say(Figures.BesideText("Dense network", dense.Average(net => net.TestAccuracy), DenseOfText));
        page.Say(Figures.BesideText("Convnet", convnet.Average(net => net.TestAccuracy), ConvnetOfText));
        Curve(page, lab, "val_accuracy", "test accuracy");
        Curve(page, lab, "loss", "training loss");
    }

    private static IReadOnlyList<string> Row(string name, IReadOnlyList<Trained> nets, double text) =>
        [
            name,
            Figures.Count(nets[0].Model.ParameterCount),
            Figures.Percent([.. nets.Select(net => net.TestAccuracy)]),
            Figures.Percent(text),
            Figures.Seconds(nets.Average(net => net.Seconds)),
        ];

    private static void Curve(Page page, Lab lab, string name, string words)
    {
        var (dense, convnet) = (lab.DenseNet.Curve(name), lab.Convnet.Curve(name));
        page.Figure(
            Curves.Draw(
                "epoch",
                words,
                [.. Enumerable.Range(1, convnet.Count).Select(number => (double)number)],
                ("dense", dense),
                ("convnet", convnet)
            ),
            $"Curves of the {words} after each epoch: dense from {dense[0]:F3} to {dense[^1]:F3}, convnet from {convnet[0]:F3} to {convnet[^1]:F3}.",
            $"The {words} after each epoch."
        );
    }
}
