namespace Convnet;

/// <summary>What each slice does between two meetings of all, and what is done at the second.</summary>
internal sealed class Round
{
    private readonly List<Action<StagedStep, int, int>> there = [];
    private readonly List<Action<StagedStep, int, int>> back = [];

    /// <summary>What a slice does on the way there: step, lane, slice.</summary>
    public IReadOnlyList<Action<StagedStep, int, int>> There => there;

    /// <summary>What it does on the way back.</summary>
    public IReadOnlyList<Action<StagedStep, int, int>> Back => back;

    /// <summary>Whether the way there begins here.</summary>
    public bool IsFirst { get; private init; }

    /// <summary>Whether the way there ends here, and the way back begins.</summary>
    public bool IsTurn { get; private set; }

    /// <summary>Whether a part of the way back is here.</summary>
    public bool HasWayBack => IsTurn || back.Count > 0;

    /// <summary>What is done once, when all slices have come.</summary>
    public Action<StagedStep>? Meeting { get; private set; }

    /// <summary>The rounds of a plan, there and back.</summary>
    public static List<Round> Of(StagePlan plan)
    {
        var rounds = new List<Round> { new() { IsFirst = true } };
        foreach (var stage in plan.Stages)
        {
            if (stage.Meets)
            {
                rounds[^1].there.Add((step, _, slice) => stage.Approach(step, slice));
                rounds[^1].Meeting = stage.Meet;
                rounds.Add(new());
            }

            rounds[^1].there.Add(stage.Leave);
        }

        rounds[^1].IsTurn = true;
        foreach (var stage in plan.Stages.Reverse().Where(stage => stage.HasWayBack))
        {
            if (stage.Meets)
            {
                rounds[^1].back.Add((step, _, slice) => stage.ApproachBack(step, slice));
                rounds[^1].Meeting = stage.MeetBack;
                rounds.Add(new());
            }

            rounds[^1].back.Add(stage.LeaveBack);
        }

        return rounds;
    }
}
