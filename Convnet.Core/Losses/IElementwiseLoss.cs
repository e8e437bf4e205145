namespace Convnet;

/// <summary>The formula of a loss that compares value by value; <see cref="ElementwiseLoss"/> lifts it to a batch.</summary>
internal interface IElementwiseLoss
{
    /// <summary>What it is called in messages.</summary>
    string Title { get; }

    /// <summary>By what the sum of a sample's values is divided: their number, unless told.</summary>
    int Divisor(Shape prediction) => prediction.SampleSize;

    /// <summary>The loss of each pair of values of a sample, and its derivative by the prediction. What it is given may be overwritten.</summary>
    void Evaluate(Span<double> prediction, Span<double> target, Span<double> values, Span<double> slopes);
}
