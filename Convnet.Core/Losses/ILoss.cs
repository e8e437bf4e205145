namespace Convnet;

/// <summary>What training makes small: one value for each sample, from prediction and target.</summary>
public interface ILoss
{
    /// <summary>The value of each sample, and the gradient of their sum; the trainer applies sample weights and divides by the batch.</summary>
    /// <param name="prediction">The model's output: (samples, …).</param>
    /// <param name="target">What it should have been; the loss says in which form.</param>
    /// <exception cref="ArgumentException">The target does not fit the prediction.</exception>
    LossValue Evaluate(Tensor prediction, Tensor target);
}
