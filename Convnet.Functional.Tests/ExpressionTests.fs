module Convnet.Functional.Tests.ExpressionTests

open System
open System.Diagnostics
open System.IO
open System.Reflection
open Xunit
open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures

let private indented (text: string) =
    String.concat "\n" [ for line in text.Split '\n' -> "    " + line ]

/// A script that says of each model whether its expression makes an equal one.
let private script (models: Model list) =
    let check number model =
        $"let model{number} =\n{indented (Model.toExpression model)}\nprintfn \"%%b\" (model{number} = ExpressiveModels.all[{number}])"

    String.concat
        "\n"
        [
            for referenced in
                [
                    typeof<Model>.Assembly
                    Assembly.Load "Convnet.Functional"
                    typeof<ChannelScale>.Assembly
                ] do
                $"#r @\"{referenced.Location}\""
            "open Convnet"
            "open Convnet.Functional"
            "open Convnet.Functional.Tests"
            "open Convnet.Functional.Tests.Fixtures"
            yield! List.mapi check models
        ]

let private run (path: string) =
    let start =
        ProcessStartInfo(
            "dotnet",
            [ "fsi"; "--nologo"; "--exec"; path ],
            RedirectStandardOutput = true,
            RedirectStandardError = true
        )

    use fsi = Process.Start start |> nonNull
    let errors = fsi.StandardError.ReadToEndAsync()
    let output = fsi.StandardOutput.ReadToEnd()
    fsi.WaitForExit()
    output.Split([| '\n'; '\r' |], StringSplitOptions.RemoveEmptyEntries), errors.Result

[<Fact>]
let ``An expression makes an equal model in F#, whatever the model`` () =
    inFolder (fun folder ->
        let path = Path.Combine(folder, "models.fsx")
        let models = ExpressiveModels.all
        Assert.True(models.Length >= 100, $"{models.Length} models.")
        File.WriteAllText(path, script models)
        let answers, errors = run path
        Assert.Equal("", errors)
        Assert.Equal(models.Length, answers.Length)

        for model, answer in Seq.zip models answers do
            Assert.True((answer = "true"), Model.toExpression model))

[<Fact>]
let ``No layer and no option is missing among the models whose expressions are tried`` () =
    let placed =
        [
            for model in ExpressiveModels.all do
                for placed in model.Walk() do
                    placed.Layer
        ]

    let rec withWrapped (layer: ILayer) =
        match layer with
        | Frozen inner -> layer :: withWrapped inner
        | Named(_, inner) -> layer :: withWrapped inner
        | _ -> [ layer ]

    let layers = List.collect withWrapped placed

    for layerType in VocabularyTests.layerTypes do
        let ofType = layers |> List.filter (fun layer -> layer.GetType() = layerType)
        Assert.True((ofType.Length > 0), $"No model holds a {layerType.Name}.")

        for property in layerType.GetProperties() do
            if property.SetMethod |> isNull |> not then
                let values = ofType |> List.map property.GetValue |> List.distinct
                Assert.True((values.Length > 1), $"All models have the same {layerType.Name}.{property.Name}.")

[<Fact>]
let ``A word says a layer whose other options are as they are unless told`` () =
    let convnet =
        input [ 28; 28; 1 ]
        |> conv2d 32 (3, 3) relu
        |> layer (Conv2D(32, (3, 3), Padding = Padding.Same, Activation = relu))
        |> maxPooling2d (2, 2)
        |> residual (layer (Conv2D(32, (1, 1), UseBias = false)) >> activation (leakyRelu 0.2))
        |> flatten
        |> dense 10 softmax

    Assert.Equal(
        """input [ 28; 28; 1 ]
|> conv2d 32 (3, 3) relu
|> layer (Conv2D(32, (3, 3), Padding = Padding.Same, Activation = relu))
|> maxPooling2d (2, 2)
|> residual (layer (Conv2D(32, (1, 1), UseBias = false)) >> activation (leakyRelu 0.2))
|> flatten
|> dense 10 softmax""",
        Model.toExpression convnet
    )

[<Fact>]
let ``What is longer than a line is broken as fantomas breaks it`` () =
    let keep activation =
        layer (Conv2D(16, (3, 3), Padding = Padding.Same, Activation = activation))

    let resnet =
        input [ 28; 28; 1 ]
        |> residualWith (conv2d 16 (1, 1) linear) (keep relu >> keep linear)
        |> named "second" (frozen (residual (keep relu >> keep linear)))
        |> branches Merge.Concatenate [ keep relu >> keep sigmoid; id ]

    Assert.Equal(
        """input [ 28; 28; 1 ]
|> residualWith
       (conv2d 16 (1, 1) linear)
       (
           layer (Conv2D(16, (3, 3), Padding = Padding.Same, Activation = relu))
           >> layer (Conv2D(16, (3, 3), Padding = Padding.Same))
       )
|> named "second" (
       frozen (
           residual (
               layer (Conv2D(16, (3, 3), Padding = Padding.Same, Activation = relu))
               >> layer (Conv2D(16, (3, 3), Padding = Padding.Same))
           )
       )
   )
|> branches Merge.Concatenate [
       layer (Conv2D(16, (3, 3), Padding = Padding.Same, Activation = relu))
       >> layer (Conv2D(16, (3, 3), Padding = Padding.Same, Activation = sigmoid))
       id
   ]""",
        Model.toExpression resnet
    )

[<Fact>]
let ``What is not the library's own is named at the top`` () =
    let ramp =
        Initializer.Of("my ramp", fun shape _ -> Tensor.Create(shape, fun i -> float32 i))

    let model =
        input [ 4 ]
        |> layer (Dense(4, KernelInitializer = ramp))
        |> residual (layer { Initial = 0.5 })
        |> layer { Inner = { Initial = 0.25 } }
        |> layer { Initial = 0.5 }

    Assert.Equal(
        """// Not the library's own, so F# may need help with them: the initializer my ramp, ChannelScale, Around.
input [ 4 ]
|> layer (Dense(4, KernelInitializer = Initializer.Of("my ramp", ``my ramp``)))
|> residual (layer { Initial = 0.5 })
|> layer { Inner = { Initial = 0.25 } }
|> layer { Initial = 0.5 }""",
        Model.toExpression model
    )
