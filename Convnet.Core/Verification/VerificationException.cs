namespace Convnet;

/// <summary>A law failed: the message is the text of the verification, counterexamples included.</summary>
public sealed class VerificationException(Verification verification) : Exception(Check.NotNull(verification).ToString())
{
    /// <summary>What came of each law.</summary>
    public Verification Verification { get; } = verification;
}
