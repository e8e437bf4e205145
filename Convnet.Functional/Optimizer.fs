namespace Convnet.Functional

open Convnet

[<RequireQualifiedAccess>]
module Optimizer =
    let chain (optimizers: IOptimizer list) = Chain optimizers :> IOptimizer

    let private before (optimizer: IOptimizer) (clipping: IOptimizer) = chain [ clipping; optimizer ]

    let clipByValue limit (optimizer: #IOptimizer) = before optimizer (ClipByValue limit)

    let clipByNorm limit (optimizer: #IOptimizer) = before optimizer (ClipByNorm limit)

    let clipByGlobalNorm limit (optimizer: #IOptimizer) =
        before optimizer (ClipByGlobalNorm limit)

    let weightDecay decay (optimizer: #IOptimizer) =
        WeightDecay(decay, optimizer) :> IOptimizer

    let scheduled schedule (optimizer: #IOptimizer) =
        Scheduled(schedule, optimizer) :> IOptimizer

    let exponentialMovingAverage (momentum: float) (optimizer: #IOptimizer) =
        ExponentialMovingAverage(optimizer, momentum) :> IOptimizer

    let byParameter (groups: (string * IOptimizer) list) (otherwise: #IOptimizer) =
        List.foldBack
            (fun (pattern, optimizer) others -> ByParameter(pattern, optimizer, others) :> IOptimizer)
            groups
            (otherwise :> IOptimizer)
