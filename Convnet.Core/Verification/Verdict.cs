namespace Convnet;

/// <summary>What came of a law.</summary>
public enum Verdict
{
    /// <summary>It held in all that was tried.</summary>
    Passed,

    /// <summary>A counterexample was found.</summary>
    Failed,

    /// <summary>The law says nothing of such a layer; the reason is told.</summary>
    NotApplicable,
}
