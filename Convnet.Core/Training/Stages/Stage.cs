namespace Convnet;

/// <summary>
/// A piece of a body that some layer keeps from running depth-first as a whole: it takes the batch from registers to a register, slice by
/// slice, and may let all slices meet on the way. It keeps what its way back wants, for one step at a time.
/// </summary>
internal abstract class Stage
{
    /// <summary>The register that it writes.</summary>
    public required int To { get; init; }

    /// <summary>Whether there is a parameter to train in it or before it: else it has no way back.</summary>
    public required bool HasWayBack { get; init; }

    /// <summary>True where all slices must meet between <see cref="Approach"/> and <see cref="Leave"/>, on both ways.</summary>
    public virtual bool Meets => false;

    /// <summary>Room for what a step keeps until its way back.</summary>
    public virtual void Prepare(Slices slices) { }

    /// <summary>What a slice does before all meet.</summary>
    public virtual void Approach(StagedStep step, int slice) { }

    /// <summary>What is done once, when all slices have come.</summary>
    public virtual void Meet(StagedStep step) { }

    /// <summary>What a slice does afterwards.</summary>
    public abstract void Leave(StagedStep step, int lane, int slice);

    /// <summary>The way back: what a slice does before all meet.</summary>
    public virtual void ApproachBack(StagedStep step, int slice) { }

    /// <summary>The way back: what is done once.</summary>
    public virtual void MeetBack(StagedStep step) { }

    /// <summary>The way back: what a slice does afterwards.</summary>
    public abstract void LeaveBack(StagedStep step, int lane, int slice);
}
