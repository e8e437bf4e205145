using System.Diagnostics;

namespace Convnet;

/// <summary>
/// A model: the shape of one input sample and the layers that follow, checked when it is composed. A value: compared by value, changed by
/// making another. Weights live outside it, in a <see cref="Convnet.Parameters"/> tree that mirrors it.
/// </summary>
/// <remarks>Example: <c>new Model([28, 28, 1], new Conv2D(32, (3, 3)), new Flatten(), new Dense(10))</c></remarks>
public sealed record Model
{
    // What messages call the model: "the model", or in which combinator of which model it is composed.
    private readonly string name = "the model";

    private readonly PredictorShelf predictors = new();

    /// <summary>Composes the layers and checks their shapes.</summary>
    /// <param name="input">The shape of one input sample, each extent at least 1.</param>
    /// <param name="layers">The layers in order.</param>
    /// <exception cref="ShapeException">A layer does not take what reaches it; the message says which, what it was given, and the way out.</exception>
    public Model(Shape input, params ILayer[] layers)
        : this(input, (IEnumerable<ILayer>)layers) { }

    /// <summary>Composes the layers and checks their shapes.</summary>
    /// <param name="input">The shape of one input sample, each extent at least 1.</param>
    /// <param name="layers">The layers in order.</param>
    /// <exception cref="ShapeException">A layer does not take what reaches it; the message says which, what it was given, and the way out.</exception>
    public Model(Shape input, IEnumerable<ILayer> layers)
    {
        (Input, Body) = (Filled(input), new Sequential(layers));
        Output = ShapeTrail.OutputShape(Body, Input, name);
        CouplingCheck.Refuse(Body, Input);
    }

    private Model(Shape input, Sequential body, Shape output, string name) =>
        (Input, Body, Output, this.name) = (input, body, output, name);

    /// <summary>The shape of one input sample.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Shape Input { get; }

    /// <summary>The shape of one output sample.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Shape Output { get; }

    /// <summary>The layers, as one layer.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Sequential Body { get; }

    /// <summary>How many values all parameters hold; no parameters are made for the answer.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public long ParameterCount => ParameterTree.Specs(Body, Input).Sum(leaf => (long)leaf.Spec.Shape.Size);

    /// <summary>This model and one more layer; only the new layer is checked.</summary>
    /// <exception cref="ShapeException">The layer does not take this model's output.</exception>
    public Model Then(ILayer layer)
    {
        Check.NotNull(layer);
        var body = new Sequential(Body.Layers.Add(layer));
        var output = Then(layer, body);
        CouplingCheck.Refuse(layer, Output);
        return new(Input, body, output, name);
    }

    /// <summary>
    /// The model without layers that takes this one's output: where the parts of a combinator are composed before it is put behind this
    /// one. Errors there say in which combinator.
    /// </summary>
    /// <param name="combinator">The combinator: <c>residual</c>.</param>
    public Model Nested(string combinator) =>
        new(Output, new(), Output, $"{Check.NotNull(combinator)}, layer {Body.Layers.Length + 1} of {name}");

    /// <summary>First values for all parameters, from a seed.</summary>
    public Parameters Initialize(int seed) =>
        ParameterTree.Initialize(Body, Input, RandomKey.FromSeed(seed).Fold("initialize"));

    /// <summary>The output of a batch.</summary>
    /// <param name="parameters">Weights of this model.</param>
    /// <param name="input">A batch: <see cref="Input"/> behind the batch axis.</param>
    /// <param name="phase">Inference unless told.</param>
    /// <exception cref="ShapeException">The parameters or the batch do not fit the model.</exception>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase = default) =>
        Body.Forward(Conform(parameters), Conform(input), phase);

    /// <summary>The output of a batch of any size in inference: the values of <see cref="Forward"/>, made in slices over the cores.</summary>
    /// <param name="parameters">Weights of this model.</param>
    /// <param name="input">A batch: <see cref="Input"/> behind the batch axis.</param>
    /// <param name="threads">Threads that work, at least 1; all cores unless told. Changes no bit of the result.</param>
    /// <exception cref="ShapeException">The parameters or the batch do not fit the model.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is less than 1.</exception>
    public Tensor Predict(Parameters parameters, Tensor input, int? threads = null) =>
        predictors.Predict(
            this,
            Check.NotNull(parameters),
            Conform(input),
            threads is { } told ? Check.Positive(told, nameof(threads)) : Environment.ProcessorCount
        );

    /// <summary>The output of a batch and the way back for gradients.</summary>
    /// <param name="parameters">Weights of this model.</param>
    /// <param name="input">A batch: <see cref="Input"/> behind the batch axis.</param>
    /// <param name="phase">Inference unless told.</param>
    /// <exception cref="ShapeException">The parameters or the batch do not fit the model.</exception>
    public Differential Pullback(Parameters parameters, Tensor input, Phase phase = default)
    {
        var weights = Conform(parameters);
        var (output, pullback, state) = Body.ForwardWithPullback(weights, Conform(input), phase);
        return new(output, Labelled, state);

        Gradients Labelled(Tensor outputGradient, Wanted wanted)
        {
            var gradients = pullback(outputGradient, wanted);
            return wanted.HasFlag(Wanted.Parameters)
                ? gradients with
                {
                    Parameters = GradientTree.Of(weights, gradients.Parameters),
                }
                : gradients;
        }
    }

    /// <summary>The loss of a batch, its mean over the samples, and its gradient by the trainable parameters. Penalties of regularizers count.</summary>
    /// <param name="loss">What is to be small.</param>
    /// <param name="parameters">Weights of this model.</param>
    /// <param name="batch">Inputs, targets and perhaps sample weights.</param>
    /// <param name="phase">Inference unless told.</param>
    /// <exception cref="ShapeException">The parameters or the batch do not fit the model.</exception>
    public LossGradient Gradient(ILoss loss, Parameters parameters, Batch batch, Phase phase = default)
    {
        Check.NotNull(loss);
        var weights = Conform(parameters);
        var (output, pullback, _) = Pullback(weights, Check.NotNull(batch).Input, phase);
        var value = loss.Evaluate(output, batch.Target);
        var (mean, outputGradient) = SampleWeights.Mean(value, batch.Weights, batch.Input.Samples);
        var gradient = pullback(outputGradient, Wanted.Parameters).Parameters;
        return Regularization.Add(this, weights, new(mean, gradient));
    }

    /// <summary>Every layer with its place, a combinator before its parts.</summary>
    public IEnumerable<PlacedLayer> Walk() => Places.Below(Body, Input, null);

    /// <summary>The model that a rule makes of this one, layer by layer, parts before the combinator around them.</summary>
    /// <param name="rule">What becomes of each layer.</param>
    /// <exception cref="ShapeException">A layer does not take what reaches it after the change; the message says where.</exception>
    /// <remarks>Example: <c>model.Rewrite((place, layer) => layer is Dense ? [layer] : [new Frozen(layer)])</c></remarks>
    public Model Rewrite(RewriteRule rule) => Convnet.Rewrite.Of(this, Parameters.None, rule).Model;

    /// <summary>The model that a rule makes of this one, and weights for it: a layer that was kept, bare or wrapped, keeps its own.</summary>
    /// <param name="rule">What becomes of each layer.</param>
    /// <param name="parameters">Weights of this model.</param>
    /// <param name="seed">Where the first weights of new layers come from.</param>
    /// <param name="expected">How many layers the rule has to change; any number where it is null.</param>
    /// <exception cref="ShapeException">A layer does not take what reaches it after the change, or its old weights no longer fit it.</exception>
    /// <exception cref="ArgumentException">The rule changed more or fewer layers than expected.</exception>
    public RewrittenModel Rewrite(RewriteRule rule, Parameters parameters, int seed, int? expected = null) =>
        Convnet.Rewrite.Of(this, Conform(parameters), rule, seed, expected);

    /// <summary>The output of every layer in inference, by its path, in the order in which they are computed: <c>conv2d_1</c>.</summary>
    /// <param name="parameters">Weights of this model.</param>
    /// <param name="input">A batch: <see cref="Input"/> behind the batch axis.</param>
    /// <exception cref="ShapeException">The parameters or the batch do not fit the model.</exception>
    public IReadOnlyDictionary<string, Tensor> Activations(Parameters parameters, Tensor input) =>
        Tapped.Activations(this, Conform(parameters), Conform(input));

    /// <summary>The model up to one of its layers, that one included; it takes the weights of this model.</summary>
    /// <param name="label">The label of a layer of the model itself: <c>flatten</c>.</param>
    /// <exception cref="ArgumentException">There is no such layer; the message says which there are.</exception>
    public Model UpTo(string label)
    {
        var labels = LayerName.Labels(Body.Layers).ToList();
        var number = labels.IndexOf(Check.NotNull(label));
        return number >= 0
            ? new(Input, Body.Layers.Take(number + 1))
            : throw new ArgumentException(
                $"The model has no layer '{label}', only {string.Join(", ", labels)}.",
                nameof(label)
            );
    }

    /// <summary>The window of the input's pixels that one place of the output sees; the whole image where positions are lost.</summary>
    /// <remarks>Of a layer: <c>model.UpTo("conv2d_1").ReceptiveField()</c>. What a pixel outside of it does cannot change the output there.</remarks>
    /// <exception cref="ShapeException">The model takes no images.</exception>
    /// <exception cref="ArgumentException">A layer is not the library's own, or branches move over the input with different strides.</exception>
    public ReceptiveField ReceptiveField() => Convnet.ReceptiveField.Of(Body, Input);

    /// <summary>Writes weights to a file in the safetensors format, under this model's names (<see cref="WeightsFile"/>).</summary>
    /// <param name="path">The file; one that is there is replaced when the new one is whole.</param>
    /// <param name="weights">Weights of this model.</param>
    /// <exception cref="ShapeException">The weights do not fit the model.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveWeights(string path, Parameters weights) => WeightsFile.Write(path, Conform(weights));

    /// <summary>Reads weights of this model from a file in the safetensors format (<see cref="WeightsFile"/>).</summary>
    /// <exception cref="InvalidDataException">The file is not sound, or holds the weights of another model; the message says which and what fits.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public Parameters LoadWeights(string path) => WeightsFile.Read(path, this);

    /// <summary>The table that Keras prints: layers, output shapes, parameter counts and totals.</summary>
    /// <param name="width">Columns of the table, at least 40.</param>
    /// <param name="expand">Whether the parts of combinators follow below them.</param>
    public string Summary(int width = 76, bool expand = false) => Convnet.Summary.Of(this, width, expand);

    /// <summary>
    /// Why every shape is what it is, a layer a line, the parts of a combinator indented below it: the label, the shapes of input and
    /// output, and the arithmetic. Of a layer that is not the library's own only the shapes are known.
    /// </summary>
    /// <remarks>A line: <c>conv2d  (28, 28, 1) → (26, 26, 32)  28 → 26: a 3×3 window without padding fits 28 − 3 + 1 = 26 times; 32 filters</c></remarks>
    public string ExplainShapes() => ShapeExplanation.Of(this);

    /// <summary>
    /// The F# expression that makes an equal model, under <c>open Convnet</c> and <c>open Convnet.Functional</c>: a word a line where it says
    /// everything, else <c>layer (…)</c> with the options that were told. A layer or initializer that is not the library's own stands there
    /// as it prints itself, and a comment at the top names it.
    /// </summary>
    /// <remarks>Lines: <c>input [ 784 ]</c>, then <c>|> dense 64 relu</c>, then <c>|> layer (Dense(10, UseBias = false))</c>.</remarks>
    public string ToExpression() => Expression.Of(this);

    /// <inheritdoc/>
    public bool Equals(Model? other) => other is not null && Input == other.Input && Body == other.Body;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Input, Body);

    /// <summary>The shapes of input and output, then one layer a line.</summary>
    public override string ToString() =>
        string.Join("\n    ", Body.Layers.Select(layer => $"{layer}").Prepend($"Model {Input} → {Output}"));

    /// <summary>The parameters under this model's labels.</summary>
    /// <exception cref="ShapeException">One is missing or has another shape; the message says which.</exception>
    internal Parameters Conform(Parameters parameters) => ParameterTree.Conform(Body, Input, Check.NotNull(parameters));

    private Shape Then(ILayer layer, Sequential body)
    {
        try
        {
            return layer.OutputShape(Output);
        }
        catch (ShapeException)
        {
            // Only now is the whole model walked, for the words that the constructor would use.
            ShapeTrail.OutputShape(body, Input, name);
            throw;
        }
    }

    private Tensor Conform(Tensor batch) =>
        Check.NotNull(batch).Shape.Count > 0 && batch.Shape.Sample == Input
            ? batch
            : throw new ShapeException(
                $"The model takes batches of {Input}, but was given {batch.Shape}. The first axis counts the samples; one sample is a batch of one."
            );

    private static Shape Filled(Shape input) =>
        Check.NotNull(input).Size > 0
            ? input
            : throw new ShapeException($"The input of a model is {input}, but each extent must be at least 1.");
}
