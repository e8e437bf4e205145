namespace Convnet;

/// <summary>
/// An optimizer with a learning rate, which rules such as <see cref="ReduceOnPlateau"/> change between epochs. An optimizer of your own that
/// implements it takes part in them.
/// </summary>
public interface ILearningRate : IOptimizer
{
    /// <summary>The learning rate, above 0.</summary>
    double LearningRate { get; }

    /// <summary>The same optimizer with another learning rate; its state stays good.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    IOptimizer WithLearningRate(double learningRate);
}
