namespace Convnet.Benchmarks;

/// <summary>Each layer of a network and each direction alone, on one thread.</summary>
internal static class LayersMode
{
    /// <summary>The word of the command line.</summary>
    public const string Name = "layers";

    /// <summary>Who is measured.</summary>
    public static IEnumerable<Contender> Contenders(Options options) => OwnProcess.Contenders(Name, options, [1]);

    /// <summary>One run in this process.</summary>
    public static IEnumerable<Row> Here(Options options) =>
        (options.Nets.Count > 0 ? options.Nets : ["mnist"]).SelectMany(net => Rows(net, options.Seconds));

    private static IEnumerable<Row> Rows(string net, double seconds)
    {
        var model = Nets.Named(net);
        foreach (var (place, layer, time) in LayerTimes.Of(model, TrainMode.BatchSize, seconds))
        {
            var flop = FlopCount.Forward(layer, place.Input);
            var directions = new (string Pass, double? Seconds)[]
            {
                ("forward", time.Forward),
                ("weights", layer.ParameterSpecs(place.Input).Count > 0 ? time.Weights : null),
                ("input", place.Number > 0 ? time.Input : null), // nobody asks for the gradient of the pixels
            };
            foreach (var (pass, passSeconds) in directions)
            {
                if (passSeconds is { } known)
                {
                    yield return new()
                    {
                        Net = net,
                        Mode = Name,
                        Layer = place.Label,
                        Pass = pass,
                        Batch = time.Images,
                        Threads = 1,
                        Provider = Provider.Name,
                        ImagesPerSecond = time.Images / known,
                        FlopPerImage = flop > 0 ? flop : null,
                    };
                }
            }
        }
    }
}
