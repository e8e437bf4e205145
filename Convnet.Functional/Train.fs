namespace Convnet.Functional

open Convnet

[<RequireQualifiedAccess>]
module Train =
    let fit epochs data (trainer: Trainer) = trainer.Fit(epochs, data)

    let fitWith validation epochs data (trainer: Trainer) = trainer.Fit(epochs, data, validation)

    let epochs data (trainer: Trainer) = trainer.Epochs data

    let steps data (trainer: Trainer) = trainer.Steps data

    let validate data =
        fun epochs -> EpochSequence.Validate(epochs, data)

    let stopEarly patience =
        fun epochs -> EpochSequence.StopEarly(epochs, patience)

    let stopEarlyBy rule =
        fun epochs -> EpochSequence.StopEarlyBy(epochs, rule)

    let best monitor =
        fun epochs -> EpochSequence.Best(epochs, monitor)

    let bestBy rule =
        fun epochs -> EpochSequence.BestBy(epochs, rule)

    let checkpoint every (save: Epoch -> unit) =
        fun epochs -> EpochSequence.Checkpoint(epochs, every, save)

    let checkpointTo every (file: string) =
        fun epochs -> EpochSequence.Checkpoint(epochs, every, file)

    let logCsv path =
        fun epochs -> EpochSequence.LogCsv(epochs, path)

    let withinTime limit =
        fun epochs -> EpochSequence.WithinTime(epochs, limit)

    let adapt (rule: Epoch -> Trainer -> Trainer) (trainer: Trainer) = trainer.AdaptWith rule

    let reduceOnPlateau (rule: ReduceOnPlateau) trainer =
        trainer |> adapt (fun epoch current -> rule.Adapt(epoch, current))

    let from state (trainer: Trainer) = trainer.StartFrom state

    let evaluate data (epoch: Epoch) = epoch.Evaluate data

    let measure metric data (epoch: Epoch) = epoch.Measure(metric, data)

    let predict data (epoch: Epoch) = epoch.Predict data

    let classify data (epoch: Epoch) = epoch.Classify data

    let averaged (epoch: Epoch) = epoch.Averaged

    let history (epoch: Epoch) = epoch.History

    let save file (epoch: Epoch) = epoch.SaveWeights file
