namespace Convnet.Functional

open Convnet

[<RequireQualifiedAccess>]
module Schedule =
    let constant rate = ConstantSchedule rate :> ISchedule

    let piecewiseConstantDecay (boundaries: int list) (values: float list) =
        PiecewiseConstantDecay(List.map int64 boundaries, values) :> ISchedule

    let exponentialDecay rate steps factor =
        ExponentialDecay(rate, steps, factor) :> ISchedule

    let cosineDecay rate steps = CosineDecay(rate, steps) :> ISchedule

    let cosineDecayAfter warmup (rate: float) steps =
        CosineDecay(0.0, steps, WarmupTarget = rate, WarmupSteps = warmup) :> ISchedule

    let ofFunction (rate: int64 -> float) = FunctionSchedule rate :> ISchedule
