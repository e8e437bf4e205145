module Convnet.Functional.Tests.CombinatorTests

open Xunit
open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures

let same filters activation =
    layer (Conv2D(filters, (3, 3), Padding = Padding.Same, Activation = activation))

let residualBlock filters =
    residual (same filters relu >> same filters linear) >> activation relu

let of' (model: Model) = model.Body.Layers[0]

[<Fact>]
let ``A body of one layer is that layer, one of several a Sequential`` () =
    let images = input [ 8; 8; 4 ]

    Assert.Equal(
        Residual(Conv2D(4, (3, 3), Padding = Padding.Same)) :> ILayer,
        of' (images |> residual (same 4 linear))
    )

    Assert.Equal(Residual(Sequential()) :> ILayer, of' (images |> residual id))

    Assert.Equal(
        Residual(Sequential(Conv2D(4, (3, 3), Padding = Padding.Same, Activation = relu), ActivationLayer relu))
        :> ILayer,
        of' (images |> residual (same 4 relu >> activation relu))
    )

[<Fact>]
let ``Each combinator's word makes that combinator`` () =
    let dense' = Dense(4, Activation = relu)
    let word = dense 4 relu
    let vectors = input [ 4 ]
    Assert.Equal(Residual(dense', Dense 4) :> ILayer, of' (vectors |> residualWith (dense 4 linear) word))

    Assert.Equal(
        Branches(Merge.Multiply, dense', Sequential()) :> ILayer,
        of' (vectors |> branches Merge.Multiply [ word; id ])
    )

    Assert.Equal(Repeat(dense', 3) :> ILayer, of' (vectors |> repeat 3 word))
    Assert.Equal(Stack(dense', 3) :> ILayer, of' (vectors |> stack 3 word))
    Assert.Equal(Frozen dense' :> ILayer, of' (vectors |> frozen word))
    Assert.Equal(Named("a", dense') :> ILayer, of' (vectors |> named "a" word))
    Assert.Equal(Slice(1, 2) :> ILayer, of' (vectors |> slice 1 2))
    Assert.Equal(Tap() :> ILayer, of' (vectors |> tap))

[<Fact>]
let ``Each combinator's pattern gives what it is made of`` () =
    let rec describe (layer: ILayer) =
        match layer with
        | Residual(body, None) -> $"residual ({describe body})"
        | Residual(body, Some shortcut) -> $"residual ({describe body}) past ({describe shortcut})"
        | Branches(merge, layers) -> $"{merge} {List.map describe layers}"
        | Repeat(body, times) -> $"{times} × {describe body}"
        | Stack(body, times) -> $"{times} of {describe body}"
        | Frozen inner -> $"frozen {describe inner}"
        | Named(name, inner) -> $"{name}: {describe inner}"
        | Sequential layers -> $"{List.map describe layers}"
        | Slice taken -> $"slice {taken.Start}"
        | Tap _ -> "tap"
        | Dense found -> $"dense {found.Units}"
        | other -> other.ToString()

    let model =
        input [ 4 ]
        |> residual (dense 4 relu)
        |> residualWith (dense 3 relu) (repeat 2 (dense 4 relu) >> dense 3 relu)
        |> branches Merge.Add [ stack 2 (dense 3 relu); id ]
        |> frozen (named "a" (slice 1 2))
        |> tap

    Assert.Equal<string list>(
        [
            "residual (dense 4)"
            "residual ([2 × dense 4; dense 3]) past (dense 3)"
            "Add [2 of dense 3; []]"
            "frozen a: slice 1"
            "tap"
        ],
        List.map describe (Model.layers model)
    )

[<Fact>]
let ``A model is inspected by folds, shapes and activations`` () =
    let model =
        input [ 8; 8; 1 ]
        |> same 4 relu
        |> residualBlock 4
        |> flatten
        |> named "head" (dense 10 softmax)

    let filters =
        model
        |> Model.fold
            (fun found place l ->
                match l with
                | Conv2D _ -> found @ [ place.Path ]
                | _ -> found)
            []

    Assert.Equal<string list>([ "conv2d"; "residual/sequential/conv2d"; "residual/sequential/conv2d_1" ], filters)
    Assert.Equal(("head", Shape [ 10 ]), List.last (Model.shapes model))

    let weights, batch =
        Model.initialize 1 model, Tensor.Create(Shape [ 2; 8; 8; 1 ], fun i -> float32 (i % 5))

    let maps = Model.activations model weights batch
    Assert.Equal(Model.forward model weights batch, maps["head"])
    Assert.Equal(Model.forward (model |> Model.upTo "residual") weights batch, maps["residual"])
    Assert.Equal(Shape [ 2; 8; 8; 4 ], maps["residual/sequential/conv2d_1"].Shape)

[<Fact>]
let ``A new head on frozen features keeps the weights of what stays`` () =
    let convnet =
        input [ 8; 8; 1 ]
        |> conv2d 4 (3, 3) relu
        |> flatten
        |> dense 8 relu
        |> dense 10 softmax

    let weights = Model.initialize 42 convnet

    let features, kept =
        (convnet, weights)
        |> Model.collect 7 (fun place l ->
            match l with
            | Dense d when d.Units = 10 -> [ Dense(5, Activation = Activation.Softmax) ]
            | Dense _ -> [ l ]
            | _ -> [ Frozen l ])

    Assert.Equal(Shape [ 5 ], features.Output)
    Assert.Equal(weights[0], kept[0])
    Assert.Equal(weights[2], kept[2])
    Assert.Equal(Shape [ 8; 5 ], kept[3].["kernel"].Shape)

    let data = Data.take 30 (bars 30)

    let trained =
        Trainer(features, CategoricalCrossentropy(), SGD 0.1, Progress = Progress.None)
        |> Train.from (TrainingState.Of(Trainer(features, CategoricalCrossentropy(), SGD 0.1), kept))
        |> Train.fit 1 data

    Assert.Equal(kept[0], trained.Parameters[0])
    Assert.NotEqual(kept[2], trained.Parameters[2])

[<Fact>]
let ``expect fails unless so many layers changed`` () =
    let model = input [ 4 ] |> dense 4 relu |> dense 3 relu
    let weights = Model.initialize 1 model

    let freezeDense (_: Place) (l: ILayer) : ILayer list =
        match l with
        | Dense _ -> [ Frozen l ]
        | _ -> [ l ]

    let frozen, _ = (model, weights) |> Model.expect 2 1 freezeDense

    Assert.Equal(
        2,
        frozen
        |> Model.fold
            (fun count _ l ->
                match l with
                | Frozen _ -> count + 1
                | _ -> count)
            0
    )

    let exception' =
        Assert.Throws<System.ArgumentException>(fun () -> (model, weights) |> Model.expect 1 1 freezeDense |> ignore)

    Assert.Contains("changed 2 layers, but was expected to change 1 of dense, dense_1", exception'.Message)
