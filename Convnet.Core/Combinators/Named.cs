namespace Convnet;

/// <summary>
/// A layer under a name of its own, which paths, tables and messages then use: <c>head/dense/kernel</c>. Transparent otherwise: the tree,
/// the random draws and the values are those of the layer itself. First weights depend on the path, so on the name.
/// <para>Shape, Parameters: those of <paramref name="Inner"/>.</para>
/// <para>Example: <c>new Named("head", new Sequential(new Flatten(), new Dense(10)))</c></para>
/// </summary>
/// <param name="Name">The label: letters, digits, '_', '-' and '.', at least one.</param>
/// <param name="Inner">The layer.</param>
public sealed record Named(string Name, ILayer Inner) : ILayer
{
    /// <summary>The label: letters, digits, '_', '-' and '.', at least one.</summary>
    public string Name
    {
        get;
        init => field = Label(value);
    } = Label(Name);

    /// <summary>The layer.</summary>
    public ILayer Inner
    {
        get;
        init => field = Check.NotNull(value);
    } = Check.NotNull(Inner);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Inner.OutputShape(input);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> ParameterSpecs(Shape input) => Inner.ParameterSpecs(input);

    /// <inheritdoc/>
    public IEnumerable<Part> Parts(Shape input) => Inner.Parts(input);

    /// <inheritdoc/>
    public ILayer WithParts(IReadOnlyList<ILayer> parts) => new Named(Name, Inner.WithParts(parts));

    /// <inheritdoc/>
    public bool CouplesSamples(Phase phase) => Inner.CouplesSamples(phase);

    /// <inheritdoc/>
    public Tensor Forward(Parameters parameters, Tensor input, Phase phase) => Inner.Forward(parameters, input, phase);

    /// <inheritdoc/>
    public Differential ForwardWithPullback(Parameters parameters, Tensor input, Phase phase) =>
        Inner.ForwardWithPullback(parameters, input, phase);

    /// <summary>The constructor with the options that were told: <c>Named("head", Dense(8))</c>.</summary>
    public override string ToString() => Construction.Text(this);

    private static string Label(string name) =>
        Check.NotNull(name).Length > 0
        && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.')
            ? name
            : throw new ArgumentException(
                $"The name is '{name}', but a name is at least one letter, digit, '_', '-' or '.': paths join names with '/', and '*' is for patterns.",
                nameof(name)
            );
}
