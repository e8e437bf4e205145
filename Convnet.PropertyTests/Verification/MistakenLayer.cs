namespace Convnet.PropertyTests;

/// <summary>y = scale·x + bias for each channel, with one mistake.</summary>
internal sealed record MistakenLayer(Mistake Mistake) : ILayer
{
    private readonly int[] calls = [0];

    public Shape OutputShape(Shape input)
    {
        if (Mistake == Mistake.RefusesWithAnIndexError)
        {
            int[] extents = [.. input.Extents];
            return extents[0] > 0 ? input : [];
        }

        if (input.Count == 0)
        {
            throw new ShapeException("MistakenLayer needs channels, but was given (). Reshape it to (1).");
        }

        return Mistake == Mistake.ShapeOfOneMore ? [.. input.Extents, 1] : input;
    }

    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) =>
        [
            new("scale", [input[^1]], Initializer.Ones),
            new("bias", [input[^1]], Initializer.Zeros),
            .. Mistake switch
            {
                Mistake.SpecThatIsNotRead => [new ParameterSpec("unused", [2], Initializer.Zeros)],
                Mistake.LearnsThoughFrozen or Mistake.StateWhereSamplesAreApart =>
                [
                    new ParameterSpec("seen", [1], Initializer.Zeros, Trainable: false),
                ],
                _ => Array.Empty<ParameterSpec>(),
            },
        ];

    public bool CouplesSamples(Phase phase) => Mistake == Mistake.LearnsThoughFrozen && phase.IsTraining;

    public Tensor Forward(Parameters parameters, Tensor input, Phase phase)
    {
        var (scale, bias) = (parameters["scale"], parameters["bias"]);
        var (channels, first) = (scale.Shape[0], input.Values[0]);
        if (Mistake == Mistake.TakesWhatItCannot && input.Shape.Count > 3)
        {
            throw new InvalidOperationException("Too many axes.");
        }

        if (Mistake == Mistake.ChangesItsInput)
        {
            input.Writable[0] = 0;
        }

        if (Mistake == Mistake.SeesItsThread && input.Samples > Verify.Samples)
        {
            // So long that other threads take a part of so many samples.
            Thread.Sleep(5);
        }

        calls[0]++;
        return Tensor.Create(
            input.Shape,
            i =>
                (scale.Values[i % channels] * input.Values[i])
                + bias.Values[i % channels]
                + Mistake switch
                {
                    Mistake.CountsItsCalls => calls[0],
                    Mistake.SeesOtherSamples => first,
                    Mistake.SeesItsThread => Environment.CurrentManagedThreadId,
                    Mistake.NaNFromLargeValues when input.Values[i] > 8 => float.NaN,
                    Mistake.DependsOnThePlace => i * input.Values[i],
                    _ => 0,
                }
        );
    }

    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase)
    {
        var (scale, output) = (parameters["scale"], Forward(parameters, input, phase));
        var (channels, rows) = (scale.Shape[0], input.Shape.Size / scale.Shape[0]);
        var given = input.ToArray();
        return new(
            Mistake == Mistake.ForwardDisagrees ? output.Map(y => y + 1) : output,
            Back,
            State(parameters, phase)
        );

        Gradients Back(Tensor sent, Wanted wanted)
        {
            var byInput = Tensor.Create(input.Shape, i => InputGradient(i, sent));
            var byScale = Tensor.Create([channels], channel => Sum(channel, rows, i => sent.Values[i] * Factor(i)));
            var summed = Mistake == Mistake.BiasGradientOfOneSample ? rows / input.Samples : rows;
            var byBias = Tensor.Create([channels], channel => Sum(channel, summed, i => sent.Values[i]));
            var one = wanted == Wanted.Parameters && Mistake == Mistake.WantedHalves ? 0.5f : 1;
            return new(
                byInput,
                Mistake == Mistake.NoGradientByBias
                    ? Parameters.Of(("scale", byScale))
                    : Parameters.Of(("scale", byScale.Map(x => one * x)), ("bias", byBias))
            );
        }

        float InputGradient(int i, Tensor sent) =>
            Mistake switch
            {
                Mistake.SignOfInputGradient => -scale.Values[i % channels] * sent.Values[i],
                Mistake.IndexOffByOne => scale.Values[(i + 1) % channels] * sent.Values[i],
                Mistake.DroppedTerm when i == input.Shape.Size - 1 => 0,
                Mistake.PullbackAddsOne => (scale.Values[i % channels] * sent.Values[i]) + 1,
                Mistake.DependsOnThePlace => (scale.Values[i % channels] + i) * sent.Values[i],
                _ => scale.Values[i % channels] * sent.Values[i],
            };

        float Factor(int i) =>
            Mistake switch
            {
                Mistake.DoubledScaleGradient => 2 * given[i],
                Mistake.ScaleGradientWithoutInput => 1,
                _ => given[i],
            };

        float Sum(int channel, int summed, Func<int, float> term) =>
            (float)Enumerable.Range(0, summed).Sum(row => (double)term((row * channels) + channel));
    }

    public bool Equals(MistakenLayer? other) => other?.Mistake == Mistake;

    public override int GetHashCode() => Mistake.GetHashCode();

    public override string ToString() => $"MistakenLayer(Mistake.{Mistake})";

    private Parameters? State(Parameters parameters, Phase phase) =>
        Mistake switch
        {
            Mistake.StateOfWhatIsTrained when phase.IsTraining => Parameters.Of(("scale", parameters["scale"])),
            Mistake.StateWhereSamplesAreApart or Mistake.LearnsThoughFrozen when phase.IsTraining => Parameters.Of(
                ("seen", parameters["seen"])
            ),
            _ => null,
        };
}
