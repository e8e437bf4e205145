namespace Convnet.Examples;

/// <summary>What the convnet takes for what, and the errors of which it is surest.</summary>
internal static class Mistakes
{
    private const int Classes = 10;
    private const int Shown = 25;
    private const int Named = 3;

    /// <summary>Fills the page.</summary>
    public static void Write(Lab lab, Page page)
    {
        var probabilities = lab.Convnet.Epoch.Predict(lab.Data.Test);
        var (classes, labels) = (Categorical.Classes(probabilities), lab.TestLabels());
        var errors = Enumerable.Range(0, labels.Length).Where(image => labels[image] != classes[image]).ToList();
        page.Say(
            $"The convnet is wrong about {Figures.Count(errors.Count)} of {Figures.Count(labels.Length)} test images. "
                + "The table counts what is what: rows are labels, columns predictions."
        );
        page.Figure(
            HeatMap.Draw(ConfusionMatrix.Of(labels, classes, Classes), "prediction", "label"),
            $"A table of ten labels by ten predictions. {Figures.Count(labels.Length - errors.Count)} images stand on the diagonal.",
            "The confusion matrix; the colors follow the logarithm."
        );

        var surest = errors.OrderByDescending(image => probabilities[image, classes[image]]).Take(Shown).ToList();
        if (surest.Count == 0)
        {
            return;
        }

        page.Say(
            $"The {surest.Count} errors that the convnet is surest of: "
                + $"{string.Join("; ", surest.Take(Named).Select(Caption))}{(surest.Count > Named ? " …" : ".")}"
        );
        page.Gallery(
            surest.Select(image =>
                (Mosaic.Draw([lab.TestImage(image)[0, .., .., 0]], columns: 1, scale: 4, Mosaic.Gray), Caption(image))
            )
        );

        string Caption(int image) =>
            $"a {labels[image]} taken for a {classes[image]}, {Figures.Percent(probabilities[image, classes[image]])} sure";
    }
}
