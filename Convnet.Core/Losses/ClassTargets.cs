namespace Convnet;

/// <summary>The two forms of a classifier's targets, told apart by shape: rows of one probability a class, or class indices.</summary>
internal static class ClassTargets
{
    /// <summary>True for class indices: one number where the prediction has a row.</summary>
    /// <exception cref="ShapeException">The target has neither form.</exception>
    public static bool AreIndices(Shape prediction, Shape target)
    {
        if (target == prediction)
        {
            return false;
        }

        return IsRowPerNumber(prediction, target)
            ? true
            : throw new ShapeException(
                $"The targets {target} do not fit the predictions {prediction}. Give rows of the same shape (one-hot or probabilities), "
                    + $"or class indices {new Shape(prediction.Extents.SkipLast(1))}."
            );
    }

    /// <summary>True where the target's axes are those of the prediction without its last, or with 1 in its place.</summary>
    private static bool IsRowPerNumber(Shape prediction, Shape target)
    {
        var rows = prediction.Count - 1;
        if (rows < 1 || !(target.Count == rows || (target.Count == rows + 1 && target[rows] == 1)))
        {
            return false;
        }

        for (var axis = 0; axis < rows; axis++)
        {
            if (target[axis] != prediction[axis])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The class of an index target.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is no whole number from 0 to the last class.</exception>
    public static int Class(float index, int classes) =>
        index >= 0 && index < classes && index == (int)index
            ? (int)index
            : throw new ArgumentOutOfRangeException(
                nameof(index),
                index,
                $"The label {index} is out of range: the model tells {classes} classes apart, so labels are whole numbers from 0 to {classes - 1}."
            );
}
