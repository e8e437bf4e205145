/// What F# makes of overloads, params arrays, optional arguments, delegates and conversions of the core.
module Convnet.Functional.Tests.OverloadTests

open System
open Xunit
open Convnet
open Convnet.Functional

[<Fact>]
let ``A tensor takes its values one by one, from an array, and from a function`` () =
    let expected = Tensor.Of(Shape [ 2; 2 ], [| 0f; 1f; 2f; 3f |])
    Assert.Equal(expected, Tensor.Of(Shape [ 2; 2 ], 0f, 1f, 2f, 3f))
    Assert.Equal(expected, Tensor.Create(Shape [ 2; 2 ], float32))
    Assert.Equal(expected, expected.Map(fun value -> value))

[<Fact>]
let ``A tensor is indexed by numbers and cut by ranges`` () =
    let tensor = Tensor.Create(Shape [ 2; 3 ], float32)
    Assert.Equal(4f, tensor[1, 1])
    Assert.Equal(Tensor.Of(Shape [ 2 ], 1f, 4f), tensor[AxisRange.op_Implicit Range.All, AxisRange.op_Implicit 1])

[<Fact>]
let ``A model takes layers one by one or in any sequence`` () =
    let layers: ILayer list = [ Dense 2; Dense 1 ]
    Assert.Equal(Model(Shape [ 3 ], Dense 2, Dense 1), Model(Shape [ 3 ], layers))
    Assert.Equal(Model(Shape [ 3 ], Dense 2, Dense 1), Model(Shape [ 3 ], List.toArray layers))

[<Fact>]
let ``A size is a pair or a number`` () =
    Assert.Equal(Conv2D(4, Size2D(3, 3), Strides = Size2D(2, 2)), Conv2D(4, (3, 3), Strides = (2, 2)))
    Assert.Equal(Conv2D(4, Size2D(3, 3), Dilation = Size2D(2, 2)), Conv2D(4, 3, Dilation = 2))

[<Fact>]
let ``A trainer takes its options by name, metrics as a list`` () =
    let trainer =
        Trainer(
            input [ 2 ] |> dense 2 softmax,
            CategoricalCrossentropy(),
            Chain(SGD 0.1, SGD(LearningRate = 0.5, Momentum = 0.9)),
            BatchSize = 8,
            Seed = 3,
            Threads = 1,
            Shuffle = false,
            Metrics = [ Accuracy() ],
            Progress = Progress.None
        )

    Assert.Equal((8, 3, 1, false), (trainer.BatchSize, trainer.Seed, trainer.Threads, trainer.Shuffle))
    Assert.Equal("accuracy", (Assert.Single trainer.Metrics).Name)

[<Fact>]
let ``Metrics and losses take their options by name, thresholds as a list`` () =
    let precision = Precision(Thresholds = [ 0.25; 0.5 ], TopK = 2, ClassId = 1)
    Assert.Equal<float seq>([ 0.25; 0.5 ], precision.Thresholds)
    Assert.Equal((2, 1), (precision.TopK.Value, precision.ClassId.Value))
    Assert.Equal(precision, Precision(Thresholds = [| 0.25; 0.5 |], TopK = 2, ClassId = 1))
    Assert.Equal(Average.Macro, F1Score(Average = Average.Macro, Threshold = 0.5).Average)
    Assert.Equal(AucCurve.PR, AUC(Curve = AucCurve.PR, LabelWeights = [ 1.0; 2.0 ]).Curve)
    Assert.Equal(0.1, BinaryCrossentropy(FromLogits = true, LabelSmoothing = 0.1).LabelSmoothing)

[<Fact>]
let ``A pullback of the core is called with or without what is wanted`` () =
    let model = input [ 2 ] |> dense 3 linear
    let differential = model.Pullback(Model.initialize 1 model, Fixtures.xor.Input)
    let ones = Tensor.Create(Shape [ 4; 3 ], fun _ -> 1f)
    let both = differential.Pullback.Invoke ones
    let inputAlone = differential.Pullback.Invoke(ones, Wanted.Input)
    Assert.Equal(both.Input, inputAlone.Input)
    Assert.Equal(Parameters.None, inputAlone.Parameters[0])

[<Fact>]
let ``Progress reports to an F# function`` () =
    let trainer report =
        Trainer(
            input [ 2 ] |> dense 1 sigmoid,
            MeanSquaredError(),
            SGD(),
            Progress = Progress(fun progress -> report progress)
        )

    let reports = ResizeArray<ProgressReport>()

    trainer reports.Add
    |> Train.fit 2 (Data.ofTensors Fixtures.xor.Input Fixtures.xor.Target)
    |> ignore

    Assert.Equal<int list>([ 1; 2 ], [ for report in reports |> Seq.filter _.IsFinal -> report.Epoch ])
