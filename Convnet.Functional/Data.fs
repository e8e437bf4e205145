namespace Convnet.Functional

open System.Collections.Generic
open Convnet
open MathNet.Numerics.LinearAlgebra

[<RequireQualifiedAccess>]
module Data =
    let ofArrays (shape: int list) (inputs: float32 array array) (labels: int array) =
        Dataset.OfArrays(Shape shape, inputs, labels)

    let ofFlat (shape: int list) (inputs: float32 array) (labels: int array) =
        Dataset.OfFlat(Shape shape, inputs, labels)

    let ofBytes (shape: int list) (inputs: byte array) (labels: int array) =
        Dataset.OfBytes(Shape shape, inputs, labels)

    let ofArray4D (inputs: float32[,,,]) (labels: int array) = Dataset.OfArray4D(inputs, labels)

    let ofMatrix (shape: int list) (inputs: Matrix<float32>) (labels: int array) =
        Dataset.OfMatrix(Shape shape, inputs, labels)

    let ofTensors inputs (targets: Tensor) = Dataset.OfTensors(inputs, targets)

    let toCategorical classes (data: Dataset) = data.ToCategorical classes

    let withWeights (weights: float32 array) (data: Dataset) = data.WithWeights weights

    let withClassWeights (weights: (int * float) list) (data: Dataset) =
        weights |> List.map KeyValuePair |> Dictionary |> data.WithClassWeights

    let take count (data: Dataset) = data.Take count

    let skip count (data: Dataset) = data.Skip count

    let split fraction (data: Dataset) =
        let parts = data.Split fraction
        parts.First, parts.Last

    let shuffle seed (data: Dataset) = data.Shuffle seed

    let map (f: Tensor -> Tensor) (data: Dataset) = data.Map f

    let batch (data: Dataset) = data.Batch()

    let batches size (data: Dataset) = data.Batches size
