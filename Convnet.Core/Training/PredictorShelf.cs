namespace Convnet;

/// <summary>The predictor that a model used last, kept for the next batch with the same weights; what is computed does not depend on it.</summary>
internal sealed class PredictorShelf
{
    private Predictor? last;

    /// <summary>The output of each sample of a batch that fits the model.</summary>
    public Tensor Predict(Model model, Parameters parameters, Tensor batch, int threads)
    {
        // Taken away while it is used: a second caller makes one of its own.
        var predictor = Interlocked.Exchange(ref last, null);
        if (predictor is null || !predictor.Is(parameters, threads, WinogradTiles.AreOn))
        {
            predictor?.Dispose();
            predictor = new(model, parameters, threads, WinogradTiles.AreOn);
        }

        var prediction = predictor.Predict(batch.Samples, Input);
        Interlocked.Exchange(ref last, predictor)?.Dispose();
        return prediction;

        Tensor Input(int start, int count)
        {
            var input = Tensor.Uninitialized(model.Input.Batch(count));
            batch.Values.Slice(start * model.Input.Size, input.Values.Length).CopyTo(input.Writable);
            return input;
        }
    }
}
