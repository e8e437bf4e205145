namespace Convnet;

/// <summary>Under which curve <see cref="AUC"/> takes the area.</summary>
public enum AucCurve
{
    /// <summary>The receiver operating characteristic: true positive rate over false positive rate.</summary>
    ROC,

    /// <summary>Precision over recall.</summary>
    PR,
}
