namespace Convnet;

/// <summary>How <see cref="AUC"/> takes the area between two thresholds (Keras' <c>summation_method</c>).</summary>
public enum AucSummation
{
    /// <summary>The mean of both heights; under a precision-recall curve Davis and Goadrich's interpolation (2006).</summary>
    Interpolation,

    /// <summary>The smaller height.</summary>
    Minoring,

    /// <summary>The larger height.</summary>
    Majoring,
}
