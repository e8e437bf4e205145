using System.Globalization;

namespace Convnet;

public sealed partial class Dataset
{
    /// <summary>The same samples, of which each counts as much as the weight of its class says, times its own weight where it has one.</summary>
    /// <remarks>
    /// A class that is not listed weighs 1. The class of a row is where its largest value stands, that of a single number the number itself,
    /// rounded (Keras' class_weight of fit, which takes no sample weights beside it).
    /// </remarks>
    /// <param name="weights">Weights by class index.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite, or a target is no class: rows of more than one axis.</exception>
    /// <example><code>var balanced = data.WithClassWeights(new Dictionary&lt;int, double&gt; { [1] = 10 });</code></example>
    public Dataset WithClassWeights(IReadOnlyDictionary<int, double> weights)
    {
        foreach (var (label, weight) in Check.NotNull(weights))
        {
            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The weight of class {label} is {weight}, but must be a finite number of at least 0."
                    ),
                    nameof(weights)
                );
            }
        }

        var (own, target) = (new float[1], new float[TargetShape.Size]);
        return WithWeights([.. Enumerable.Range(0, Count).Select(WeightOf)]);

        float WeightOf(int sample)
        {
            DrawWeights([sample], own);
            DrawTargets([sample], target);
            return own[0] * (float)weights.GetValueOrDefault(Categorical.Class(target, TargetShape), 1);
        }
    }
}
