namespace Convnet;

/// <summary>What came of one law.</summary>
/// <param name="Law">The law.</param>
/// <param name="Verdict">Whether it held.</param>
/// <param name="Reason">Why it says nothing of the layer; empty where it does.</param>
/// <param name="Counterexample">Where it does not hold; null where it does.</param>
public sealed record LawResult(Law Law, Verdict Verdict, string Reason = "", Counterexample? Counterexample = null)
{
    /// <summary>One line, or the counterexample: <c>passed          InputGradient</c>.</summary>
    public override string ToString() =>
        Verdict switch
        {
            Verdict.Passed => $"passed          {Law}",
            Verdict.NotApplicable => $"not applicable  {Law}: {Reason}",
            _ => $"FAILED          {Law}\n{Counterexample}",
        };
}
