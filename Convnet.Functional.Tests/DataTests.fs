module Convnet.Functional.Tests.DataTests

open System
open Xunit
open FsCheck.FSharp
open MathNet.Numerics.LinearAlgebra
open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures

let pixels = Array.concat (images 6)

[<Fact>]
let ``Arrays of every form hold the same samples`` () =
    let expected = Data.ofArrays [ 8; 8; 1 ] (images 6) (labels 6) |> Data.batch

    let others =
        [
            Data.ofFlat [ 8; 8; 1 ] pixels (labels 6)
            Data.ofArray4D (Array4D.init 6 8 8 1 (fun n y x _ -> pixels[64 * n + 8 * y + x])) (labels 6)
            Data.ofMatrix [ 8; 8; 1 ] (Matrix<float32>.Build.Dense(6, 64, fun n i -> pixels[64 * n + i])) (labels 6)
            Data.ofTensors (Tensor.Of(Shape [ 6; 8; 8; 1 ], pixels)) (Tensor.Of(Shape [ 6 ], 0f, 1f, 2f, 0f, 1f, 2f))
        ]

    for data in others do
        Assert.Equal(expected, Data.batch data)

[<Fact>]
let ``Bytes are read as parts of 255`` () =
    let data = Data.ofBytes [ 2 ] [| 0uy; 255uy; 51uy; 102uy |] [| 1; 0 |]
    Assert.Equal(Tensor.Of(Shape [ 2; 2 ], 0f, 1f, 0.2f, 0.4f), (Data.batch data).Input)

[<Fact>]
let ``Take, skip, split and batches keep the order`` () =
    let data = Data.ofFlat [ 1 ] (Array.init 10 float32) (Array.init 10 id)

    let targets (batch: Batch) =
        batch.Target.ToArray() |> Array.map int |> Array.toList

    let first, last = data |> Data.split 0.3
    Assert.Equal<int list>([ 0; 1; 2 ], data |> Data.take 3 |> Data.batch |> targets)
    Assert.Equal<int list>([ 8; 9 ], data |> Data.skip 8 |> Data.batch |> targets)
    Assert.Equal<int list>([ 0..6 ], first |> Data.batch |> targets)
    Assert.Equal<int list>([ 7; 8; 9 ], last |> Data.batch |> targets)

    Assert.Equal<int list list>(
        [ [ 0; 1; 2; 3 ]; [ 4; 5; 6; 7 ]; [ 8; 9 ] ],
        data |> Data.batches 4 |> Seq.map targets |> Seq.toList
    )

[<Fact>]
let ``A shuffle is another order of the same samples, and the same for the same seed`` () =
    let data = Data.ofFlat [ 1 ] (Array.init 10 float32) (Array.init 10 id)
    let batch = data |> Data.shuffle 3 |> Data.batch
    Assert.Equal<float32 array>(batch.Input.ToArray(), batch.Target.ToArray())
    Assert.NotEqual<float32 array>(Array.init 10 float32, batch.Input.ToArray())
    Assert.Equal<float32 array>(Array.init 10 float32, Array.sort (batch.Input.ToArray()))
    Assert.Equal(batch, data |> Data.shuffle 3 |> Data.batch)

[<Fact>]
let ``A function of one input maps all`` () =
    let data = Data.ofFlat [ 1 ] [| 0.25f; 1f |] [| 2; 0 |]
    let mapped = data |> Data.map (fun image -> image.Map(fun value -> 1f - value))
    Assert.Equal<float32 array>([| 0.75f; 0f |], (Data.batch mapped).Input.ToArray())
    Assert.Equal((Data.batch data).Target, (Data.batch mapped).Target)

[<Fact>]
let ``Class indices become rows, and samples get weights`` () =
    let data =
        Data.ofFlat [ 1 ] [| 5f; 6f |] [| 2; 0 |]
        |> Data.toCategorical 3
        |> Data.withWeights [| 1f; 0.5f |]

    let batch = Data.batch data
    Assert.Equal(Tensor.Of(Shape [ 2; 3 ], 0f, 0f, 1f, 1f, 0f, 0f), batch.Target)
    Assert.Equal(Tensor.Of(Shape [ 2 ], 1f, 0.5f), batch.Weights)

[<Fact>]
let ``Class weights are a list of pairs`` () =
    let data =
        Data.ofFlat [ 1 ] [| 5f; 6f; 7f |] [| 2; 0; 1 |]
        |> Data.withWeights [| 1f; 0.5f; 3f |]
        |> Data.withClassWeights [ 0, 4.0; 2, 0.25 ]

    Assert.Equal(Tensor.Of(Shape [ 3 ], 0.25f, 2f, 3f), (Data.batch data).Weights)

    Assert.Throws<ArgumentException>(fun () -> data |> Data.withClassWeights [ 0, 1.0; 0, 2.0 ] |> ignore)
    |> ignore

[<Fact>]
let ``Arrays that do not fit are refused with their numbers`` () =
    let exception' =
        Assert.Throws<ArgumentException>(fun () -> Data.ofArrays [ 8; 8; 1 ] (images 6) (labels 5) |> ignore)

    Assert.Contains("There are 6 inputs but 5 targets", exception'.Message)

    Assert.Throws<ArgumentOutOfRangeException>(fun () -> bars 6 |> Data.take 7 |> ignore)
    |> ignore

[<PropertyTests.Property>]
let ``The classes of one-hot rows are the labels that made them`` () =
    Prop.forAll (Arb.fromGen (Gen.arrayOf (Gen.choose (0, 6)))) (fun labels ->
        Categorical.Classes(Categorical.ToCategorical(labels, 7)) = labels)

[<Fact>]
let ``Of equal outputs the first is the class, and a single output is one above a half`` () =
    Assert.Equal<int array>([| 1; 0 |], Categorical.Classes(Tensor.Of(Shape [ 2; 3 ], 0f, 2f, 2f, 1f, 1f, 1f)))
    Assert.Equal<int array>([| 0; 0; 1 |], Categorical.Classes(Tensor.Of(Shape [ 3; 1 ], 0.2f, 0.5f, 0.6f)))
