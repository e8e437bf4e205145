using MathNet.Numerics.Statistics;

namespace Convnet.Examples;

/// <summary>Which response maps are worth a picture.</summary>
internal static class ResponseMaps
{
    /// <summary>The filters of a layer, those first whose maps of the first image vary most: a map that is bright all over shows nothing.</summary>
    /// <param name="responses">(samples, rows, columns, filters).</param>
    public static IEnumerable<int> ByContrast(Tensor responses) =>
        Enumerable
            .Range(0, responses.Shape[3])
            .OrderByDescending(filter => responses[0, .., .., filter].ToArray().PopulationStandardDeviation());
}
