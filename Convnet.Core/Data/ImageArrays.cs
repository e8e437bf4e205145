namespace Convnet;

/// <summary>From the arrays of IDX files to data sets.</summary>
internal static class ImageArrays
{
    /// <summary>Training images and labels, test images and labels.</summary>
    /// <exception cref="InvalidDataException">They do not belong together.</exception>
    public static TrainTestSplit Pair(string folder, IdxArray[] arrays)
    {
        var split = new TrainTestSplit(
            Join($"The training set in {folder}", arrays[0], arrays[1]),
            Join($"The test set in {folder}", arrays[2], arrays[3])
        );
        return split.Train.InputShape == split.Test.InputShape
            ? split
            : throw new InvalidDataException(
                $"The images in {folder} differ: {split.Train.InputShape} for training, {split.Test.InputShape} for the test."
            );
    }

    private static Dataset Join(string name, IdxArray images, IdxArray labels)
    {
        Shape sample = images.Shape switch
        {
            [_, var height, var width] => [height, width, 1],
            [_, var height, var width, var channels] => [height, width, channels],
            _ => throw new InvalidDataException(
                $"{name} has images of the shape {images.Shape}, but must have (images, rows, columns), with or without channels."
            ),
        };
        if (labels.Shape is not [var count] || count != images.Shape[0])
        {
            throw new InvalidDataException(
                $"{name} has images of the shape {images.Shape} but labels of the shape {labels.Shape}: each image needs one label."
            );
        }

        return images.Values.Length > 0
            ? Dataset.OwnBytes(sample, images.Values, Targets.FromBytes(labels.Values.Span))
            : throw new InvalidDataException($"{name} is empty: its images have the shape {images.Shape}.");
    }
}
