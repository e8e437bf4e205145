/// What every script here begins with: the libraries as `dotnet build -c Release` leaves them, and images to learn from.
/// An error FS0078 at the lines below means that nothing is built yet: run `dotnet build -c Release` beside Convnet.slnx.
[<AutoOpen>]
module Samples

#r "../Convnet.Functional/bin/Release/net10.0/Convnet.Core.dll"
#r "../Convnet.Functional/bin/Release/net10.0/Convnet.Functional.dll"
#r "../Convnet.Functional/bin/Release/net10.0/MathNet.Numerics.dll"
#r "../Convnet.Functional/bin/Release/net10.0/System.Numerics.Tensors.dll"

open System
open Convnet
open Convnet.Functional

/// `dotnet fsi script.fsx --quick` takes few images: enough to see within seconds that a script runs.
let quick = fsi.CommandLineArgs |> Array.contains "--quick"

let private sized (data: TrainTestSplit) =
    if quick then
        TrainTestSplit(Data.take 512 data.Train, Data.take 256 data.Test)
    else
        data

let private orDrawn (fetch: unit -> TrainTestSplit) =
    match Environment.GetEnvironmentVariable "CONVNET_DATA" with
    | null
    | "" -> Digits.generate 1 6000 1000
    | _ -> fetch ()
    |> sized

/// MNIST from the folder that CONVNET_DATA names, or its subfolder mnist; without one, 7,000 digits that the program draws.
let digits = lazy orDrawn Mnist.fetch

/// Fashion-MNIST from the folder that CONVNET_DATA names, or its subfolder fashion-mnist; without one, digits likewise.
let clothes = lazy orDrawn FashionMnist.fetch
