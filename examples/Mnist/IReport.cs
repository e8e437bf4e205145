namespace Convnet.Examples;

/// <summary>What the program prints while it trains.</summary>
internal interface IReport
{
    /// <summary>Where training reports how far it is.</summary>
    Progress Progress { get; }

    /// <summary>Whether each epoch is scored on the test data, or only the last.</summary>
    bool ScoresEachEpoch { get; }

    /// <summary>Something the user should know.</summary>
    void Say(string message);

    /// <summary>Training begins.</summary>
    void Begin(Trainer trainer, NamedData data);

    /// <summary>Training has ended with this score on the test data.</summary>
    void End(Score test);
}
