namespace Convnet;

/// <summary>Cross-entropy of rows of classes, shared by the categorical and the sparse form; in double, one row at a time.</summary>
internal static class CrossEntropy
{
    /// <summary>Keras' epsilon: probabilities are clipped to [1e-7, 1 − 1e-7].</summary>
    private const double Epsilon = 1e-7;

    /// <summary>Rows of more classes get their room from the heap.</summary>
    private const int FewClasses = 512;

    /// <summary>What the predictions are, and what is reported of them.</summary>
    public enum Form
    {
        /// <summary>Probabilities, brought to sum 1 and clipped.</summary>
        Probabilities,

        /// <summary>Logits: −Σ t·log softmax.</summary>
        Logits,

        /// <summary>Logits of a softmax that was fused into the loss: the value is that of its clipped probabilities.</summary>
        FusedSoftmax,
    }

    /// <summary>The loss of a batch; where a sample has several rows, their mean.</summary>
    public static LossValue Evaluate(Tensor prediction, Tensor target, bool areIndices, Form form)
    {
        var (classes, values) = (prediction.Shape[^1], Tensor.Uninitialized([prediction.Samples]));
        var gradient = Tensor.Uninitialized(prediction.Shape);
        var rows = prediction.Shape.SampleSize / classes;
        var row = new Row(classes <= FewClasses ? stackalloc double[2 * classes] : new double[2 * classes]);
        for (var sample = 0; sample < prediction.Samples; sample++)
        {
            var sum = 0.0;
            for (var number = sample * rows; number < (sample + 1) * rows; number++)
            {
                row.ReadTarget(target.Values, number, areIndices);
                var scores = prediction.Values.Slice(number * classes, classes);
                var slopes = gradient.Writable.Slice(number * classes, classes);
                sum +=
                    form == Form.Probabilities
                        ? row.OfProbabilities(scores, slopes, rows)
                        : row.OfLogits(scores, slopes, rows, form);
            }

            values.Writable[sample] = (float)(sum / rows);
        }

        return new(values, gradient);
    }

    /// <summary>Room for one row's targets and probabilities.</summary>
    private readonly ref struct Row(Span<double> room)
    {
        private readonly Span<double> target = room[..(room.Length / 2)];
        private readonly Span<double> probability = room[(room.Length / 2)..];

        public void ReadTarget(ReadOnlySpan<float> targets, int number, bool areIndices)
        {
            if (areIndices)
            {
                target.Clear();
                target[ClassTargets.Class(targets[number], target.Length)] = 1;
                return;
            }

            for (var i = 0; i < target.Length; i++)
            {
                target[i] = targets[(number * target.Length) + i];
            }
        }

        /// <summary>Formula: p̂ = p/Σp, clipped; −Σ t·log p̂. The gradient by p is (gⱼ − Σ gᵢp̂ᵢ)/Σp with g = −t/p̂, 0 where clipped.</summary>
        public double OfProbabilities(ReadOnlySpan<float> prediction, Span<float> gradient, int rows)
        {
            var (total, value, through) = (0.0, 0.0, 0.0);
            foreach (var p in prediction)
            {
                total += p;
            }

            for (var i = 0; i < target.Length; i++)
            {
                var share = prediction[i] / total;
                var clipped = Math.Clamp(share, Epsilon, 1 - Epsilon);
                value -= target[i] * Math.Log(clipped);
                probability[i] = share == clipped ? -target[i] / share : 0;
                through += probability[i] * share;
            }

            for (var i = 0; i < target.Length; i++)
            {
                gradient[i] = (float)((probability[i] - through) / total / rows);
            }

            return value;
        }

        /// <summary>Formula: p = softmax(z); −Σ t·log p with the gradient p·Σt − t, which is p − t for targets that sum to one.</summary>
        public double OfLogits(ReadOnlySpan<float> logits, Span<float> gradient, int rows, Form form)
        {
            var (largest, total, targets, value) = (double.NegativeInfinity, 0.0, 0.0, 0.0);
            foreach (var logit in logits)
            {
                largest = Math.Max(largest, logit);
            }

            for (var i = 0; i < target.Length; i++)
            {
                total += probability[i] = Math.Exp(logits[i] - largest);
                targets += target[i];
            }

            for (var i = 0; i < target.Length; i++)
            {
                var share = probability[i] / total;
                var log =
                    form == Form.FusedSoftmax
                        ? Math.Log(Math.Clamp(share, Epsilon, 1 - Epsilon))
                        : logits[i] - largest - Math.Log(total);
                value -= target[i] == 0 ? 0 * log : target[i] * log;
                gradient[i] = (float)(((share * targets) - target[i]) / rows);
            }

            return value;
        }
    }
}
