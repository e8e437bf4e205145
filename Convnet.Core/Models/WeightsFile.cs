namespace Convnet;

/// <summary>
/// Weights in a file of the safetensors format: each tensor as float32 under its path in the model (<c>conv2d_1/kernel</c>), those that are
/// not trained among them. The state of the optimizer is not in it. The same weights give the same bytes, and come back to the bit.
/// </summary>
/// <remarks>
/// A file is written under a temporary name, flushed and renamed, so that no reader meets half of one. Files are not trusted: what is
/// written in them is checked against the file's length and the model before memory is taken for it.
/// Example: <c>model.SaveWeights("digits.safetensors", weights)</c>, then <c>model.LoadWeights("digits.safetensors")</c>
/// </remarks>
public static class WeightsFile
{
    private const int FaultsTold = 8;
    private const int NamesTold = 40;

    /// <summary>Writes weights under the names that they have: those of the model that made them.</summary>
    /// <param name="path">The file; one that is there is replaced when the new one is whole.</param>
    /// <param name="weights">Made by a model: by <see cref="Model.Initialize"/>, by training, or by reading a file.</param>
    /// <exception cref="ArgumentException">No model has named the weights, or two of them have the same name.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, Parameters weights)
    {
        var tensors = Named(Check.NotNull(weights));
        AtomicFile.Write(path, stream => SafetensorsFile.Write(stream, tensors));
    }

    /// <summary>Reads weights of a model. Float16, bfloat16 and float64 become float32.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model whose weights they are: the file must hold all of its tensors, in their shapes, and no others.</param>
    /// <exception cref="InvalidDataException">The file is not sound, or holds the weights of another model; the message says which and what fits.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public static Parameters Read(string path, Model model)
    {
        Check.NotNull(model);
        using var stream = new FileStream(Check.NotNull(path), FileMode.Open, FileAccess.Read, FileShare.Read);
        return Read(stream, path, model);
    }

    /// <summary>Reads from a stream that can seek, from where it stands to its end.</summary>
    internal static Parameters Read(Stream stream, string name, Model model)
    {
        var entries = SafetensorsFile.ReadHeader(stream, name);
        Fit(entries, model, name);
        var tensors = SafetensorsFile.ReadValues(stream, entries);
        return ParameterTree.Make(model.Body, model.Input, (path, _) => tensors[path]);
    }

    private static List<(string Name, Tensor Tensor)> Named(Parameters weights)
    {
        var tensors = weights.Leaves.Select(leaf => (leaf.Path, leaf.Tensor)).ToList();
        if (!IsLabelled(weights))
        {
            throw new ArgumentException(
                $"The weights bear numbers in place of names ({string.Join(", ", tensors.Take(3).Select(t => t.Path))}), since no model made them, "
                    + "so that no model could read them again. Save them with their model: model.SaveWeights(path, weights).",
                nameof(weights)
            );
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return tensors.Find(tensor => !names.Add(tensor.Path)) is { Path: { } twice }
            ? throw new ArgumentException(
                $"Two tensors have the name {twice}, but a file takes each name once. Give the parameters of a layer names that differ.",
                nameof(weights)
            )
            : tensors;
    }

    private static bool IsLabelled(Parameters tree) =>
        Enumerable
            .Range(0, tree.ChildCount)
            .Select(child => tree[child])
            .All(child => child.Count == 0 || (child.Label is not null && IsLabelled(child)));

    private static void Fit(IReadOnlyList<SafetensorsEntry> entries, Model model, string name)
    {
        var faults = Faults(entries, ParameterTree.Specs(model.Body, model.Input).ToList()).ToList();
        if (faults.Count > 0)
        {
            var names = entries.Select(entry => SafetensorsText.Show(entry.Name)).Order(StringComparer.Ordinal);
            throw new InvalidDataException(
                $"{name} does not hold the weights of this model: {SafetensorsText.List(faults, FaultsTold, "; ")}. "
                    + $"The file has {SafetensorsText.List([.. names], NamesTold, ", ")}. Load it with the model that saved it."
            );
        }
    }

    /// <summary>In what a file is not the model's: other shapes first, then what it lacks, then what it has besides.</summary>
    private static IEnumerable<string> Faults(
        IReadOnlyList<SafetensorsEntry> entries,
        IReadOnlyList<(string Path, ParameterSpec Spec)> specs
    )
    {
        var held = entries.ToDictionary(entry => entry.Name, entry => entry.Shape, StringComparer.Ordinal);
        var needed = specs.Select(leaf => leaf.Path).ToHashSet(StringComparer.Ordinal);
        var others = specs
            .Where(leaf => held.TryGetValue(leaf.Path, out var shape) && shape != leaf.Spec.Shape)
            .Select(leaf =>
                $"{leaf.Path} has the shape {SafetensorsText.Show(held[leaf.Path])}, but the model needs {leaf.Spec.Shape}"
            );
        var lacking = specs
            .Where(leaf => !held.ContainsKey(leaf.Path))
            .Select(leaf => $"it lacks the model's {leaf.Path} {leaf.Spec.Shape}");
        var besides = entries
            .Where(entry => !needed.Contains(entry.Name))
            .Select(entry =>
                $"the model has no {SafetensorsText.Show(entry.Name)} {SafetensorsText.Show(entry.Shape)}"
            );
        return others.Concat(lacking).Concat(besides);
    }
}
