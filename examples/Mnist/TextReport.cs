using System.Globalization;

namespace Convnet.Examples;

/// <summary>What Keras prints: the summary, a progress line an epoch, the test loss and accuracy.</summary>
internal sealed class TextReport : IReport
{
    /// <inheritdoc/>
    public Progress Progress => Progress.Console;

    /// <inheritdoc/>
    public bool ScoresEachEpoch => false;

    /// <inheritdoc/>
    public void Say(string message) => Console.WriteLine(message);

    /// <inheritdoc/>
    public void Begin(Trainer trainer, NamedData data)
    {
        Console.WriteLine(trainer.Model.Summary());
        Console.WriteLine($"{data.Name}: {Count(data.Train)} training and {Count(data.Test)} test images");
        Console.WriteLine($"{trainer.Threads} threads, provider {Provider.Describe()}");
    }

    /// <inheritdoc/>
    public void End(Score test) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"test loss: {test.Loss:F4} - test accuracy: {test.Accuracy:F4}"
            )
        );

    private static string Count(Dataset data) => data.Count.ToString("N0", CultureInfo.InvariantCulture);
}
