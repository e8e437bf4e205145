namespace Convnet.PropertyTests;

/// <summary>The arguments of an optimizer as Keras takes them, in one list, and the same in this library's algebra.</summary>
internal sealed record KerasArguments(string Name)
{
    private static readonly string[] Names = ["SGD", "RMSprop", "Adam", "AdamW", "Nadam", "Adagrad"];

    public Func<long, double> LearningRate { get; init; } = _ => 0.01;

    public double Momentum { get; init; }

    public bool Nesterov { get; init; }

    public double Rho { get; init; } = 0.9;

    public bool Centered { get; init; }

    public double Beta1 { get; init; } = 0.9;

    public double Beta2 { get; init; } = 0.999;

    public double Epsilon { get; init; } = 0.01;

    public double InitialAccumulatorValue { get; init; } = 0.1;

    public double WeightDecay { get; init; }

    public double? ClipNorm { get; init; }

    public double? GlobalClipNorm { get; init; }

    public double? ClipValue { get; init; }

    public double EmaMomentum { get; init; } = 0.99;

    public int? EmaOverwriteFrequency { get; init; }

    /// <summary>
    /// Arguments of a seed. ε is large and rates change from step to step, so that it shows where ε stands and which step a rate is of.
    /// </summary>
    public static KerasArguments Draw(int seed)
    {
        var key = RandomKey.FromSeed(seed);
        var (rate, clipping, limit) = (key.Uniform(0) / 20 + 0.001, key.Below(6, 1), (key.Uniform(2) / 2) + 0.05);
        var isCentered = key.Below(2, 9) == 0;
        return new(Names[key.Below(Names.Length, 3)])
        {
            LearningRate = key.Below(2, 4) == 0 ? _ => rate : step => step % 5 == 3 ? 0 : rate / (1 + step),
            Momentum = key.Below(2, 5) * key.Uniform(6) * 0.9,
            Nesterov = key.Below(2, 7) == 0,
            Rho = (key.Uniform(8) * 0.5) + 0.45,
            Centered = isCentered,
            Beta1 = (key.Uniform(10) * 0.5) + 0.45,
            Beta2 = (key.Uniform(11) * 0.2) + 0.7,
            // Where gradients are alike, nearly all of their variance cancels, and ε alone bounds what its rounding does to the quotient.
            Epsilon = (key.Uniform(12) / 10) + (isCentered ? 0.01 : 0.001),
            InitialAccumulatorValue = key.Uniform(13),
            WeightDecay = key.Below(2, 14) * key.Uniform(15),
            ClipNorm = clipping == 0 ? limit : null,
            GlobalClipNorm = clipping == 1 ? limit : null,
            ClipValue = clipping == 2 ? limit : null,
            EmaMomentum = key.Uniform(16) * 0.99,
            EmaOverwriteFrequency = key.Below(2, 17) == 0 ? 1 + key.Below(7, 18) : null,
        };
    }

    /// <summary>The same as values around values.</summary>
    public ExponentialMovingAverage Compose()
    {
        IOptimizer rule = Name switch
        {
            "SGD" => new SGD(1, Momentum, Nesterov),
            "RMSprop" => new RMSprop(1, Rho, Epsilon, Momentum, Centered),
            "Adam" => new Adam(1, Beta1, Beta2, Epsilon),
            "AdamW" => new AdamW(1, WeightDecay, Beta1, Beta2, Epsilon),
            "Nadam" => new Nadam(1, Beta1, Beta2, Epsilon),
            _ => new Adagrad(1, InitialAccumulatorValue, Epsilon),
        };
        rule = Name == "AdamW" ? rule : new WeightDecay(WeightDecay, rule);
        IEnumerable<IOptimizer?> clippings =
        [
            ClipNorm is { } norm ? new ClipByNorm(norm) : null,
            GlobalClipNorm is { } global ? new ClipByGlobalNorm(global) : null,
            ClipValue is { } most ? new ClipByValue(most) : null,
        ];
        var scheduled = new Scheduled(new FunctionSchedule(LearningRate), rule);
        return new(new Chain([.. clippings.OfType<IOptimizer>(), scheduled]), EmaMomentum)
        {
            OverwriteFrequency = EmaOverwriteFrequency,
        };
    }
}
