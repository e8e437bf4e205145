using System.Numerics.Tensors;

namespace Convnet;

/// <summary>Cross-entropy of rows of classes, shared by the categorical and the sparse form; in double, one row at a time.</summary>
internal static class CrossEntropy
{
    /// <summary>Keras' epsilon: probabilities are clipped to [1e-7, 1 − 1e-7].</summary>
    public const double Epsilon = 1e-7;

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
    public static LossValue Evaluate(Tensor prediction, Tensor target, bool areIndices, Form form, double smoothing)
    {
        var (classes, values) = (prediction.Shape[^1], Tensor.Uninitialized([prediction.Samples]));
        var gradient = Tensor.Uninitialized(prediction.Shape);
        var rows = prediction.Shape.SampleSize / classes;
        var row = new Row(classes <= FewClasses ? stackalloc double[3 * classes] : new double[3 * classes]);
        for (var sample = 0; sample < prediction.Samples; sample++)
        {
            var sum = 0.0;
            for (var number = sample * rows; number < (sample + 1) * rows; number++)
            {
                row.ReadTarget(target.Values, number, areIndices);
                if (smoothing > 0)
                {
                    row.SmoothTarget(smoothing);
                }

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

    /// <summary>Room for one row's targets, probabilities and their logarithms.</summary>
    private readonly ref struct Row(Span<double> room)
    {
        private readonly Span<double> target = room[..(room.Length / 3)];
        private readonly Span<double> probability = room.Slice(room.Length / 3, room.Length / 3);
        private readonly Span<double> logarithm = room[(2 * room.Length / 3)..];

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

        /// <summary>Formula: t·(1 − s) + s/classes.</summary>
        public void SmoothTarget(double smoothing)
        {
            TensorPrimitives.Multiply(target, 1 - smoothing, target);
            TensorPrimitives.Add(target, smoothing / target.Length, target);
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
                logarithm[i] = Math.Clamp(prediction[i] / total, Epsilon, 1 - Epsilon);
            }

            TensorPrimitives.Log(logarithm, logarithm);
            for (var i = 0; i < target.Length; i++)
            {
                var share = prediction[i] / total;
                value -= target[i] * logarithm[i];
                probability[i] = share is >= Epsilon and <= 1 - Epsilon ? -target[i] / share : 0;
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
            TensorPrimitives.ConvertTruncating(logits, logarithm);
            TensorPrimitives.Subtract(logarithm, TensorPrimitives.Max<double>(logarithm), logarithm);
            TensorPrimitives.Exp(logarithm, probability);
            var total = TensorPrimitives.Sum<double>(probability);
            TensorPrimitives.Divide(probability, total, probability);
            if (form == Form.FusedSoftmax)
            {
                TensorPrimitives.Clamp(probability, Epsilon, 1 - Epsilon, logarithm);
                TensorPrimitives.Log(logarithm, logarithm);
            }
            else
            {
                TensorPrimitives.Subtract(logarithm, Math.Log(total), logarithm);
            }

            var (targets, value) = (TensorPrimitives.Sum<double>(target), 0.0);
            for (var i = 0; i < target.Length; i++)
            {
                value -= target[i] * logarithm[i];
                gradient[i] = (float)(((probability[i] * targets) - target[i]) / rows);
            }

            return value;
        }
    }
}
