namespace Convnet.Functional

open Convnet

[<RequireQualifiedAccess>]
module Model =
    let summary (model: Model) = model.Summary()

    let layers (model: Model) = List.ofSeq model.Body.Layers

    let initialize seed (model: Model) = model.Initialize seed

    let forward (model: Model) parameters input = model.Forward(parameters, input)

    let predict (model: Model) parameters input = model.Predict(parameters, input)

    let gradient (loss: ILoss) (model: Model) parameters batch =
        let result = model.Gradient(loss, parameters, batch)
        result.Loss, result.Gradient

    let pullback (model: Model) parameters input =
        let differential = model.Pullback(parameters, input)
        differential.Output, (fun outputGradient -> differential.Pullback.Invoke outputGradient)

    let saveWeights file weights = WeightsFile.Write(file, weights)

    let loadWeights file (model: Model) = model.LoadWeights file
