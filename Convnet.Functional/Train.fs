namespace Convnet.Functional

open Convnet

[<RequireQualifiedAccess>]
module Train =
    let fit epochs data (trainer: Trainer) = trainer.Fit(epochs, data)

    let fitWith validation epochs data (trainer: Trainer) = trainer.Fit(epochs, data, validation)

    let epochs data (trainer: Trainer) = trainer.Epochs data

    let validate data =
        Seq.map (fun (epoch: Epoch) -> epoch.Validate data)

    let from state (trainer: Trainer) = trainer.StartFrom state

    let evaluate data (epoch: Epoch) = epoch.Evaluate data

    let predict data (epoch: Epoch) = epoch.Predict data

    let classify data (epoch: Epoch) = epoch.Classify data

    let history (epoch: Epoch) = epoch.History

    let save file (epoch: Epoch) = epoch.SaveWeights file
