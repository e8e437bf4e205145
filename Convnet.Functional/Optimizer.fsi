namespace Convnet.Functional

open Convnet

/// <summary>
/// What is done around optimizers, which go by their type names: <c>Adam 1e-3</c>. Each word takes an optimizer and gives another, so that
/// words are chained with <c>|&gt;</c>. An average belongs at the end: it follows what all before it make of the parameters.
/// </summary>
/// <example><code>
/// let optimizer =
///     SGD(Momentum = 0.9, Nesterov = true)
///     |> Optimizer.weightDecay 5e-4
///     |> Optimizer.clipByGlobalNorm 1.0
///     |> Optimizer.scheduled (Schedule.cosineDecayAfter 500 0.1 10_000)
///     |> Optimizer.exponentialMovingAverage 0.99
/// </code></example>
[<RequireQualifiedAccess>]
module Optimizer =

    /// <summary>Transformations one after another: the update of one is the gradient of the next.</summary>
    /// <example><code>Optimizer.chain [ ClipByValue 0.5; Adam 1e-3 ]</code></example>
    val chain: optimizers: IOptimizer list -> IOptimizer

    /// <summary>Bounds each value of the gradient that the optimizer gets.</summary>
    /// <param name="limit">The largest value, above 0.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <exception cref="T:System.ArgumentException">Its gradient is clipped already.</exception>
    val clipByValue: limit: float -> optimizer: #IOptimizer -> IOptimizer

    /// <summary>Makes the gradient of each parameter shorter whose norm is above a limit, before the optimizer gets it.</summary>
    /// <param name="limit">The largest norm, above 0.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <exception cref="T:System.ArgumentException">Its gradient is clipped already.</exception>
    val clipByNorm: limit: float -> optimizer: #IOptimizer -> IOptimizer

    /// <summary>Makes the gradient shorter where its norm over all parameters is above a limit, before the optimizer gets it.</summary>
    /// <param name="limit">The largest norm, above 0.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <exception cref="T:System.ArgumentException">Its gradient is clipped already.</exception>
    val clipByGlobalNorm: limit: float -> optimizer: #IOptimizer -> IOptimizer

    /// <summary>Takes a share of the parameters away at each step, whatever the gradient is: the learning rate times the decay. As in Keras, biases too.</summary>
    /// <param name="decay">At least 0.</param>
    /// <param name="optimizer">The optimizer, which has one learning rate.</param>
    /// <exception cref="T:System.ArgumentException">It has none or several, or keeps an average of the parameters.</exception>
    val weightDecay: decay: float -> optimizer: #IOptimizer -> IOptimizer

    /// <summary>The optimizer with a learning rate that a schedule says, step by step.</summary>
    /// <param name="schedule">The learning rate of each step.</param>
    /// <param name="optimizer">The optimizer; its own rate is not used.</param>
    /// <exception cref="T:System.ArgumentException">It has no learning rate, or several, or a schedule already.</exception>
    /// <example><code>Adam() |> Optimizer.scheduled (Schedule.cosineDecay 1e-3 10_000)</code></example>
    val scheduled: schedule: ISchedule -> optimizer: #IOptimizer -> IOptimizer

    /// <summary>
    /// Keeps an average of the parameters, with which <c>Train.fit</c> ends; <c>Train.averaged</c> has it after each epoch. Where the parameters
    /// are to become their averages again and again: <c>ExponentialMovingAverage(optimizer, OverwriteFrequency = 100)</c>.
    /// </summary>
    /// <param name="momentum">How much of the average is kept at each step, at least 0 and below 1.</param>
    /// <param name="optimizer">The optimizer.</param>
    val exponentialMovingAverage: momentum: float -> optimizer: #IOptimizer -> IOptimizer

    /// <summary>
    /// Optimizers for the parameters whose paths fit patterns, in which * stands for anything; the first that fits counts. A pattern that fits
    /// nothing is an error when training begins.
    /// </summary>
    /// <param name="groups">Patterns and their optimizers.</param>
    /// <param name="otherwise">What updates all other parameters.</param>
    /// <example><code>AdamW 1e-3 |> Optimizer.byParameter [ "*/bias", Adam 1e-3 ]</code></example>
    val byParameter: groups: (string * IOptimizer) list -> otherwise: #IOptimizer -> IOptimizer
