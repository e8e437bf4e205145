namespace Convnet.Functional

open System
open Convnet

[<RequireQualifiedAccess>]
module Model =
    let summary (model: Model) = model.Summary()

    let toExpression (model: Model) = model.ToExpression()

    let explainShapes (model: Model) = model.ExplainShapes()
    let receptiveField (model: Model) = model.ReceptiveField()

    let layers (model: Model) = List.ofSeq model.Body.Layers

    let shapes (model: Model) =
        [
            for placed in model.Walk() do
                if placed.Place.Depth = 0 then
                    placed.Place.Label, placed.Layer.OutputShape placed.Place.Input
        ]

    let fold folder (state: 'State) (model: Model) =
        Seq.fold (fun state (placed: PlacedLayer) -> folder state placed.Place placed.Layer) state (model.Walk())

    let initialize seed (model: Model) = model.Initialize seed

    let forward (model: Model) parameters input = model.Forward(parameters, input)

    let predict (model: Model) parameters input = model.Predict(parameters, input)

    let gradient (loss: ILoss) (model: Model) parameters batch =
        let result = model.Gradient(loss, parameters, batch)
        result.Loss, result.Gradient

    let pullback (model: Model) parameters input =
        let differential = model.Pullback(parameters, input)
        differential.Output, (fun outputGradient -> differential.Pullback.Invoke outputGradient)

    let activations (model: Model) parameters input = model.Activations(parameters, input)

    let upTo label (model: Model) = model.UpTo label

    let private rewrite seed expected (rule: Place -> ILayer -> ILayer list) (model: Model, parameters: Parameters) =
        let rewritten =
            model.Rewrite((fun place layer -> Seq.ofList (rule place layer)), parameters, seed, expected)

        rewritten.Model, rewritten.Parameters

    let collect seed rule (model, parameters) =
        rewrite seed (Nullable()) rule (model, parameters)

    let expect count seed rule (model, parameters) =
        rewrite seed (Nullable count) rule (model, parameters)

    let saveWeights file weights = WeightsFile.Write(file, weights)

    let loadWeights file (model: Model) = model.LoadWeights file
