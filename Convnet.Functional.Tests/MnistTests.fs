module Convnet.Functional.Tests.MnistTests

open System.IO
open Xunit
open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures

/// Four small files in MNIST's form.
let write folder =
    let bytes count : byte array = Array.init count byte

    for name, count in [ "train", 6; "t10k", 3 ] do
        let images = IdxArray(Shape [ count; 4; 5 ], bytes (count * 20))
        let labels = IdxArray(Shape [ count ], bytes count)
        IdxFile.Write(Path.Combine(folder, $"{name}-images-idx3-ubyte"), images)
        IdxFile.Write(Path.Combine(folder, $"{name}-labels-idx1-ubyte"), labels)

[<Fact>]
let ``A folder of four files is training data and test data`` () =
    inFolder (fun folder ->
        write folder

        for data in [ Mnist.load folder; FashionMnist.load folder ] do
            Assert.Equal((6, 3), (data.Train.Count, data.Test.Count))
            Assert.Equal(Shape [ 4; 5; 1 ], data.Train.InputShape)
            Assert.Equal(Tensor.Of(Shape [ 3 ], 0f, 1f, 2f), (Data.batch data.Test).Target))

[<Fact>]
let ``A folder that lacks a file is named`` () =
    inFolder (fun folder ->
        let exception' =
            Assert.Throws<DataUnavailableException>(fun () -> Mnist.load folder |> ignore)

        Assert.Contains(folder, exception'.Message))

[<Fact>]
let ``Generated digits are the core's`` () =
    let ofFace, ofCore = Digits.generate 3 20 10, Digits.Generate(3, 20, 10)
    Assert.Equal((20, 10), (ofFace.Train.Count, ofFace.Test.Count))
    Assert.Equal(Data.batch ofCore.Train, Data.batch ofFace.Train)
    Assert.Equal(Data.batch ofCore.Test, Data.batch ofFace.Test)
