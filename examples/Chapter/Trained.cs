namespace Convnet.Examples;

/// <summary>A model with the weights that training gave it, what each epoch scored, and how long it took.</summary>
/// <param name="Epoch">The last epoch, with the history of all.</param>
/// <param name="Seconds">Of all epochs, evaluation included.</param>
internal sealed record Trained(Epoch Epoch, double Seconds)
{
    /// <summary>The model.</summary>
    public Model Model => Epoch.Model;

    /// <summary>Its weights.</summary>
    public Parameters Weights => Epoch.Parameters;

    /// <summary>The accuracy on the test images after the last epoch.</summary>
    public double TestAccuracy => Epoch.Validation!.Value.Accuracy;

    /// <summary>One output of each epoch: <c>val_accuracy</c>.</summary>
    public IReadOnlyList<double> Curve(string name) => [.. Epoch.History[name]];
}
