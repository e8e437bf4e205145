module Convnet.Functional.Tests.PrintingTests

open System
open System.Diagnostics
open System.Reflection
open Xunit
open Convnet
open Convnet.Functional

let model = input [ 6; 6; 1 ] |> conv2d 2 (3, 3) relu |> flatten |> dense 3 softmax

let epoch =
    lazy
        (let data = Data.ofFlat [ 6; 6; 1 ] (Array.create 72 0.5f) [| 0; 1 |]

         Trainer(model, CategoricalCrossentropy(), SGD(), Progress = Progress.None)
         |> Train.fitWith data 1 data)

[<Fact>]
let ``%A of a value is its own text`` () =
    let values: obj list =
        [
            Shape [ 28; 28; 1 ]
            Size2D(3, 2)
            Tensor.Zeros(Shape [ 5; 5 ])
            leakyRelu 0.3
            Dense 3
            Sequential(Dense 1, Flatten())
            model
            Model.initialize 1 model
            epoch.Value
            epoch.Value.Training
            epoch.Value.History
        ]

    for value in values do
        Assert.Equal(value.ToString(), sprintf "%A" value)

[<Fact>]
let ``A shape prints as in Keras`` () =
    Assert.Equal("(28, 28, 1)", $"%O{Shape [ 28; 28; 1 ]}")

[<Fact>]
let ``A model prints one layer a line`` () =
    Assert.Equal(
        """Model (6, 6, 1) → (3)
    Conv2D(2, (3, 3), Activation = relu)
    Flatten()
    Dense(3, Activation = softmax)""",
        sprintf "%A" model
    )

[<Fact>]
let ``A tensor prints its shape and what its values are like, in one line`` () =
    let text = sprintf "%A" (Tensor.Create(Shape [ 20; 30 ], fun i -> float32 (i % 10)))
    Assert.StartsWith("float32 (20, 30) ≈ ", text)
    Assert.EndsWith("[0, 9]", text)
    Assert.DoesNotContain("\n", text)

[<Fact>]
let ``Parameters print one tensor a line under the model's labels`` () =
    let lines = (sprintf "%A" (Model.initialize 1 model)).Split '\n'

    let starts =
        [
            "conv2d/kernel  "
            "conv2d/bias    "
            "dense/kernel   "
            "dense/bias     "
            "4 tensors, 119 values"
        ]

    Assert.Equal(starts.Length, lines.Length)

    for start, line in Seq.zip starts lines do
        Assert.StartsWith(start, line)

[<Fact>]
let ``An epoch prints its number and scores`` () =
    Assert.StartsWith("Epoch 1: accuracy: ", string epoch.Value)
    Assert.Contains(" - val_loss: ", string epoch.Value)

/// fsi prints every browsable property behind the text: "{Item = ?;}" behind a shape.
[<Fact>]
let ``In fsi a value that has a text is nothing but the text`` () =
    let browsable (property: PropertyInfo) =
        match property.GetCustomAttribute<DebuggerBrowsableAttribute>() with
        | null -> true
        | attribute -> attribute.State <> DebuggerBrowsableState.Never

    let printed: Type list =
        [
            typeof<Shape>
            typeof<Size2D>
            typeof<Tensor>
            typeof<Parameters>
            typeof<Activation>
            typeof<Sequential>
            typeof<Model>
            typeof<Epoch>
            typeof<Score>
            typeof<History>
            typeof<Dataset>
        ]

    Assert.Empty
        [
            for printedType in printed do
                for property in printedType.GetProperties(BindingFlags.Public ||| BindingFlags.Instance) do
                    if browsable property then
                        $"{printedType.Name}.{property.Name}"
        ]
