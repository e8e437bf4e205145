module Convnet.Functional.Tests.ModelTests

open Xunit
open FsCheck.FSharp
open Convnet
open Convnet.Functional

let model = input [ 2 ] |> dense 8 Activation.Tanh |> dense 1 linear
let weights = Model.initialize 42 model
let batch = Fixtures.xor

[<Fact>]
let ``Layers come as a list in order`` () =
    let expected: ILayer list = [ Dense(8, Activation = Activation.Tanh); Dense 1 ]
    Assert.Equal<ILayer list>(expected, Model.layers model)

[<Fact>]
let ``Shapes are explained row by row`` () =
    Assert.Equal(
        """conv2d   (24, 24, 64) → (22, 22, 64)  24 → 22: a 3×3 window without padding fits 24 − 3 + 1 = 22 times; 64 filters
flatten  (22, 22, 64) → (30976)       22 · 22 · 64 = 30,976 values in one row""",
        input [ 24; 24; 64 ] |> conv2d 64 (3, 3) relu |> flatten |> Model.explainShapes
    )

[<Fact>]
let ``A seed gives the weights it always gives`` () =
    Assert.Equal(weights, Model.initialize 42 model)
    Assert.NotEqual(weights, Model.initialize 43 model)

[<Fact>]
let ``The gradient comes as a pair of loss and tree`` () =
    let loss, gradient = Model.gradient (MeanSquaredError()) model weights batch
    let ofCore = model.Gradient(MeanSquaredError(), weights, batch)
    Assert.Equal(ofCore.Loss, loss)
    Assert.Equal(ofCore.Gradient, gradient)
    Assert.Equal<string seq>([ for leaf in weights.Leaves -> leaf.Path ], [ for leaf in gradient.Leaves -> leaf.Path ])

[<Fact>]
let ``A step down the gradient makes the loss smaller`` () =
    let lossOf parameters =
        fst (Model.gradient (MeanSquaredError()) model parameters batch)

    let loss, gradient = Model.gradient (MeanSquaredError()) model weights batch

    let next =
        weights.Zip(
            gradient,
            fun weight slope -> Tensor.Create(weight.Shape, fun i -> weight.Values[i] - 0.01f * slope.Values[i])
        )

    Assert.True(lossOf next < loss)

[<Fact>]
let ``The pullback is an F# function, which gives the same as often as it is called`` () =
    let output, pullback = Model.pullback model weights batch.Input
    Assert.Equal(Model.forward model weights batch.Input, output)
    let ones = output.Map(fun _ -> 1f)
    let gradients = [ ones; ones ] |> List.map pullback
    Assert.Equal(gradients[0], gradients[1])
    Assert.Equal(batch.Input.Shape, gradients[0].Input.Shape)
    Assert.Equal(weights.Count, gradients[0].Parameters.Count)

[<PropertyTests.Property>]
let ``The pullback of twice a gradient is twice its pullback`` () =
    let values = Gen.arrayOfLength 4 (Gen.map float32 (Gen.choose (-8, 8)))

    Prop.forAll (Arb.fromGen values) (fun values ->
        let _, pullback = Model.pullback model weights batch.Input
        let outputGradient = Tensor.Of(Shape [ 4; 1 ], values)
        let once = (pullback outputGradient).Input
        // Doubling rounds nothing, so that this holds to the bit.
        (pullback (outputGradient.Map(fun value -> 2f * value))).Input = once.Map(fun value -> 2f * value))

[<Fact>]
let ``Predicting a large batch in slices gives what one pass gives`` () =
    let convnet =
        input [ 8; 8; 1 ] |> conv2d 3 (3, 3) relu |> flatten |> dense 3 softmax

    let weights = Model.initialize 1 convnet
    let batch = Fixtures.bars 100 |> Data.batch
    let predicted = Model.predict convnet weights batch.Input
    let passed = Model.forward convnet weights batch.Input
    Assert.Equal(passed.Shape, predicted.Shape)

    // A BLAS may round differently by the number of rows; 576 and 108 products of numbers up to 1 stay far within this.
    for sliced, whole in Seq.zip (predicted.ToArray()) (passed.ToArray()) do
        Assert.Equal(whole, sliced, 1e-5f)

[<Fact>]
let ``Predicting a batch of another shape is refused`` () =
    let exception' =
        Assert.Throws<ShapeException>(fun () -> Model.predict model weights (Tensor.Zeros(Shape [ 4; 3 ])) |> ignore)

    Assert.Contains("The model takes batches of (2), but was given (4, 3).", exception'.Message)
