namespace Convnet;

/// <summary>The F# expression that makes a model: a word where it says everything, else <c>layer (…)</c> around a constructor.</summary>
internal static class Expression
{
    private const int Width = 100;

    public static string Of(Model model)
    {
        var first = Phrase.Word("input", Construction.List(model.Input));
        var words = model.Body.Layers.Select(Word).ToList();
        var foreign = words.SelectMany(word => word.ForeignNames).Distinct().ToList();
        return string.Join(
            '\n',
            [
                .. foreign.Count == 0
                    ? Array.Empty<string>()
                    : [$"// Not the library's own, so F# may need help with them: {string.Join(", ", foreign)}."],
                .. first.Lines(Width),
                .. words.SelectMany(word => word.LinesBehind("|> ", Width)),
            ]
        );
    }

    /// <summary>The word that puts such a layer behind a model.</summary>
    private static Phrase Word(ILayer layer) =>
        layer switch
        {
            Conv2D c when c == new Conv2D(c.Filters, c.Kernel) { Activation = c.Activation } => Word(
                "conv2d",
                c.Filters,
                c.Kernel,
                c.Activation
            ),
            DepthwiseConv2D c when c == new DepthwiseConv2D(c.Kernel) { Activation = c.Activation } => Word(
                "depthwiseConv2d",
                c.Kernel,
                c.Activation
            ),
            SeparableConv2D c when c == new SeparableConv2D(c.Filters, c.Kernel) { Activation = c.Activation } => Word(
                "separableConv2d",
                c.Filters,
                c.Kernel,
                c.Activation
            ),
            Conv2DTranspose c when c == new Conv2DTranspose(c.Filters, c.Kernel) { Activation = c.Activation } => Word(
                "conv2dTranspose",
                c.Filters,
                c.Kernel,
                c.Activation
            ),
            MaxPooling2D p when p == new MaxPooling2D(p.PoolSize) => Word("maxPooling2d", p.PoolSize),
            AveragePooling2D p when p == new AveragePooling2D(p.PoolSize) => Word("averagePooling2d", p.PoolSize),
            GlobalAveragePooling2D { KeepDims: false } => Word("globalAveragePooling2d"),
            GlobalMaxPooling2D { KeepDims: false } => Word("globalMaxPooling2d"),
            UpSampling2D u when u == new UpSampling2D(u.Size) => Word("upSampling2d", u.Size),
            ZeroPadding2D { Border: { IsSymmetric: true } border } => Word("zeroPadding2d", border),
            Cropping2D { Border: { IsSymmetric: true } border } => Word("cropping2d", border),
            Dropout dropout => Word("dropout", dropout.Rate),
            SpatialDropout2D dropout => Word("spatialDropout2d", dropout.Rate),
            RandomFlip flip => Word("randomFlip", flip.Mode),
            RandomTranslation t when t == new RandomTranslation(t.HeightFactor.Upper, t.WidthFactor.Upper) => Word(
                "randomTranslation",
                t.HeightFactor.Upper,
                t.WidthFactor.Upper
            ),
            RandomRotation r when r == new RandomRotation(r.Factor.Upper) => Word("randomRotation", r.Factor.Upper),
            RandomZoom z when z == new RandomZoom(z.HeightFactor.Upper) => Word("randomZoom", z.HeightFactor.Upper),
            BatchNormalization n when n == new BatchNormalization() => Word("batchNormalization"),
            LayerNormalization n when n == new LayerNormalization() => Word("layerNormalization"),
            Flatten => Word("flatten"),
            Reshape reshape => Phrase.Word("reshape", Construction.List(reshape.Target)),
            Dense d when d == new Dense(d.Units) { Activation = d.Activation } => Word("dense", d.Units, d.Activation),
            ActivationLayer activation => Word("activation", activation.Activation),
            Slice slice => Word("slice", slice.Start, slice.Count),
            Tap => Word("tap"),
            Residual { Shortcut: null } residual => Phrase.Word("residual", Body(residual.Body)),
            Residual residual => Phrase.Word("residualWith", Body(residual.Shortcut), Body(residual.Body)),
            Branches branches => Phrase.Word(
                "branches",
                Construction.Of(branches.Merge),
                Phrase.List(branches.Layers.Select(Body))
            ),
            Repeat repeat => Phrase.Word("repeat", Construction.Of(repeat.Times), Body(repeat.Body)),
            Stack stack => Phrase.Word("stack", Construction.Of(stack.Times), Body(stack.Body)),
            Frozen frozen => Phrase.Word("frozen", Body(frozen.Inner)),
            Named named => Phrase.Word("named", Construction.Of(named.Name), Body(named.Inner)),
            _ => Phrase.Word("layer", Construction.Of(layer)),
        };

    private static Phrase Word(string name, params object[] arguments) =>
        Phrase.Word(name, arguments.Select(Construction.Of));

    /// <summary>What a combinator's word is given: a composition of words is a Sequential, and a single word the layer itself.</summary>
    private static Phrase Body(ILayer layer) =>
        layer is Sequential { Layers.Length: not 1 } sequential
            ? Phrase.Composition([.. sequential.Layers.Select(Word)])
            : Word(layer);
}
