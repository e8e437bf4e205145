module Convnet.Functional.Tests.OptimizerTests

open System
open Xunit
open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures

[<Fact>]
let ``Words wrap an optimizer from the inside out`` () =
    let composed =
        SGD(Momentum = 0.9)
        |> Optimizer.weightDecay 0.1
        |> Optimizer.clipByNorm 1.0
        |> Optimizer.scheduled (Schedule.cosineDecayAfter 5 0.1 100)
        |> Optimizer.exponentialMovingAverage 0.9

    let expected =
        ExponentialMovingAverage(
            Scheduled(
                CosineDecay(0.0, 100, WarmupTarget = 0.1, WarmupSteps = 5),
                Chain(ClipByNorm 1.0, WeightDecay(0.1, SGD(Momentum = 0.9)))
            ),
            0.9
        )

    Assert.Equal<IOptimizer>(expected, composed)

[<Fact>]
let ``Each word is its type`` () =
    Assert.Equal<IOptimizer>(Chain(ClipByValue 0.5, Adam 0.1), Optimizer.chain [ ClipByValue 0.5; Adam 0.1 ])
    Assert.Equal<IOptimizer>(Chain(ClipByValue 0.5, Adam 0.1), Adam 0.1 |> Optimizer.clipByValue 0.5)
    Assert.Equal<IOptimizer>(Chain(ClipByGlobalNorm 0.5, Adam 0.1), Adam 0.1 |> Optimizer.clipByGlobalNorm 0.5)
    Assert.Equal<ISchedule>(ConstantSchedule 0.1, Schedule.constant 0.1)

    Assert.Equal<ISchedule>(
        PiecewiseConstantDecay([ 5L ], [ 0.2; 0.1 ]),
        Schedule.piecewiseConstantDecay [ 5 ] [ 0.2; 0.1 ]
    )

    Assert.Equal<ISchedule>(ExponentialDecay(0.1, 5, 0.5), Schedule.exponentialDecay 0.1 5 0.5)
    Assert.Equal<ISchedule>(CosineDecay(0.1, 5), Schedule.cosineDecay 0.1 5)
    Assert.Equal(0.25, (Schedule.ofFunction (fun step -> 1.0 / float (1L + step))).At 3L)

[<Fact>]
let ``The first pattern that fits counts`` () =
    let grouped =
        SGD 0.1
        |> Optimizer.byParameter [ "*/bias", Adam 0.1; "dense/*", Optimizer.chain [] ]

    Assert.Equal<IOptimizer>(ByParameter("*/bias", Adam 0.1, ByParameter("dense/*", Chain(), SGD 0.1)), grouped)
    Assert.Equal<IOptimizer>(SGD 0.1, SGD 0.1 |> Optimizer.byParameter [])

    let refused =
        Assert.Throws<ArgumentException>(fun () ->
            SGD 0.1
            |> Optimizer.byParameter [ "*/scale", Adam 0.1 ]
            |> perceptronBy
            |> Train.fit 1 points
            |> ignore)

    Assert.Contains("dense_1/bias", refused.Message)

[<Fact>]
let ``Two clippings of one gradient are refused on the line of the second`` () =
    let clipped = SGD 0.1 |> Optimizer.clipByNorm 1.0

    Assert.Throws<ArgumentException>(fun () -> clipped |> Optimizer.clipByValue 1.0 |> ignore)
    |> ignore

[<Fact>]
let ``Fit ends with the averages that an epoch has`` () =
    let trainer = Adam 0.05 |> Optimizer.exponentialMovingAverage 0.9 |> perceptronBy
    let walked = trainer |> Train.epochs points |> Seq.item 4
    let fitted = trainer |> Train.fit 5 points
    Assert.NotEqual(walked.Parameters, Train.averaged walked)
    Assert.Equal(Train.averaged walked, fitted.Parameters)

[<Fact>]
let ``Exclusive or is learned with all of it`` () =
    let trained =
        Adam()
        |> Optimizer.clipByGlobalNorm 1.0
        |> Optimizer.scheduled (Schedule.cosineDecayAfter 10 0.1 290)
        |> Optimizer.exponentialMovingAverage 0.9
        |> perceptronBy
        |> Train.fit 300 points

    let outputs = (trained |> Train.predict points).ToArray()
    Assert.Equal<bool array>([| false; true; true; false |], outputs |> Array.map (fun p -> p > 0.5f))
