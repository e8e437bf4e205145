// 8. Data of your own: images come as arrays of whatever form, and become inputs of a shape with a label each.
#load "convnet.fsx"

open System
open Convnet
open Convnet.Functional
open MathNet.Numerics.LinearAlgebra

// Here the images are drawn: a bright ring or a bright cross, eight by eight, somewhere between noise.
let random = Random 1
let count = if quick then 200 else 2000
let labels = Array.init count (fun sample -> sample % 2)

let pixel label (y, x) =
    let ring = abs (sqrt (y * y + x * x) - 2.5) < 0.7
    let cross = abs y < 0.7 || abs x < 0.7

    float32 (
        0.3 * random.NextDouble()
        + if (if label = 0 then ring else cross) then 0.7 else 0.0
    )

let images =
    labels
    |> Array.map (fun label ->
        let centre = 3.0 + random.NextDouble(), 3.0 + random.NextDouble()
        Array.init 64 (fun i -> pixel label (float (i / 8) - fst centre, float (i % 8) - snd centre)))

// One array an image, in row-major order. Whatever the arrays were, they are copied, checked and counted.
let data = Data.ofArrays [ 8; 8; 1 ] images labels
printfn "%O" data

// The same from one long array, from bytes (which stay bytes and are read as byte/255), from an array of four axes, from a matrix.
let flat = Data.ofFlat [ 8; 8; 1 ] (Array.concat images) labels

let bytes =
    Data.ofBytes [ 8; 8; 1 ] (images |> Array.concat |> Array.map (fun value -> byte (255f * value))) labels

let cube =
    Data.ofArray4D (Array4D.init count 8 8 1 (fun sample y x _ -> images[sample][8 * y + x])) labels

let matrix =
    Data.ofMatrix [ 8; 8; 1 ] (Matrix<float32>.Build.DenseOfRowArrays images) labels

let inputs (data: Dataset) = (Data.batch data).Input

printfn "all the same: %b" ([ flat; cube; matrix ] |> List.forall (fun other -> inputs other = inputs data))
printfn "bytes are rounded: %O and %O" (inputs data) (inputs bytes)

// The last fifth is kept for the question that counts: what of images that were not learned?
let train, test = data |> Data.split 0.2

let trained =
    Trainer(
        input [ 8; 8; 1 ]
        |> conv2d 8 (3, 3) relu
        |> globalMaxPooling2d
        |> dense 2 softmax,
        CategoricalCrossentropy(),
        Adam 0.01,
        Seed = 1
    )
    |> Train.fitWith test 5 train

printfn "ring or cross: %O" (trained |> Train.evaluate test)

// What does not belong together is refused.
try
    Data.ofArrays [ 8; 8; 1 ] images labels[..9] |> ignore
with :? ArgumentException as error ->
    printfn "%s" error.Message
