namespace Convnet.Functional

open Convnet

/// <summary>
/// Learning rates that change from step to step, for <c>Optimizer.scheduled</c>. The first update has step 0. One of your own is a function, or
/// a record that implements ISchedule.
/// </summary>
[<RequireQualifiedAccess>]
module Schedule =

    /// <summary>The same learning rate for every step.</summary>
    /// <param name="rate">At least 0.</param>
    val constant: rate: float -> ISchedule

    /// <summary>A learning rate for each stretch of steps; at a boundary it is still that of the stretch before.</summary>
    /// <param name="boundaries">The last step of each stretch but the last, rising.</param>
    /// <param name="values">The rates, one more than boundaries.</param>
    /// <exception cref="T:System.ArgumentException">The boundaries do not rise, or there are more or fewer values.</exception>
    /// <example><code>Schedule.piecewiseConstantDecay [ 1000; 2000 ] [ 0.1; 0.01; 0.001 ]</code></example>
    val piecewiseConstantDecay: boundaries: int list -> values: float list -> ISchedule

    /// <summary>
    /// A learning rate that some steps multiply by a number, a bit at each step. At whole multiples of the steps alone:
    /// <c>ExponentialDecay(0.1, 1000, 0.96, Staircase = true)</c>.
    /// </summary>
    /// <param name="rate">Where it begins, at least 0.</param>
    /// <param name="steps">After how many steps it is so many times what it was, at least 1.</param>
    /// <param name="factor">How many times, above 0.</param>
    val exponentialDecay: rate: float -> steps: int -> factor: float -> ISchedule

    /// <summary>
    /// A learning rate that falls to 0 along half a cosine, and stays there. To a share of it: <c>CosineDecay(0.1, 1000, Alpha = 0.01)</c>.
    /// </summary>
    /// <param name="rate">Where it begins, at least 0.</param>
    /// <param name="steps">How long it falls, at least 1.</param>
    val cosineDecay: rate: float -> steps: int -> ISchedule

    /// <summary>The same after a rise from 0 along a line.</summary>
    /// <param name="warmup">How many steps it rises, at least 0.</param>
    /// <param name="rate">Where it rises to and falls from, at least 0.</param>
    /// <param name="steps">How long it falls, at least 1; the rise is not counted.</param>
    val cosineDecayAfter: warmup: int -> rate: float -> steps: int -> ISchedule

    /// <summary>A schedule from a function of the step; pure, so that a training that goes on gives the same bits.</summary>
    /// <example><code>Schedule.ofFunction (fun step -> 0.1 / float (1L + step))</code></example>
    val ofFunction: rate: (int64 -> float) -> ISchedule
