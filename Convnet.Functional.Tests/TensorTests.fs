/// Slices of tensors in F#'s notation.
module Convnet.Functional.Tests.TensorTests

open System
open FsCheck.FSharp
open Xunit
open Convnet
open Convnet.Functional

/// What is written for one axis.
type Selection =
    | Place of int
    | Between of int * int
    | From of int
    | UpTo of int
    | Whole

    /// The places that it takes of an axis.
    member selection.Places extent =
        match selection with
        | Place place -> [ place ]
        | Between(first, last) -> [ first..last ]
        | From first -> [ first .. extent - 1 ]
        | UpTo last -> [ 0..last ]
        | Whole -> [ 0 .. extent - 1 ]

    /// What the compiler passes for it.
    member selection.Arguments: objnull list =
        match selection with
        | Place place -> [ place ]
        | Between(first, last) -> [ Some first; Some last ]
        | From first -> [ Some first; None ]
        | UpTo last -> [ None; Some last ]
        | Whole -> [ None; None ]

/// A tensor of numbers that all differ.
let counted (extents: int list) = Tensor.Create(Shape extents, float32)

let slice (tensor: Tensor) (selections: Selection list) =
    tensor.GetSlice(selections |> List.collect _.Arguments |> List.toArray)

let selectionOf extent =
    Gen.oneof
        [
            Gen.constant Whole
            Gen.map From (Gen.choose (0, extent))
            Gen.map UpTo (Gen.choose (-1, extent - 1))
            gen {
                let! first = Gen.choose (0, extent)
                let! last = Gen.choose (first - 1, extent - 1)
                return Between(first, last)
            }
            if extent > 0 then
                Gen.map Place (Gen.choose (0, extent - 1))
        ]

/// Extents and a selection that fits for each of one to five axes.
type Slices =
    static member Slice() =
        gen {
            let! axes = Gen.choose (1, 5)
            let! extents = Gen.listOfLength axes (Gen.choose (0, 4))
            let! selections = extents |> List.map selectionOf |> Gen.sequenceToList
            return List.zip extents selections
        }
        |> Arb.fromGen

/// All combinations of one item from each list, the last the fastest.
let rec product (lists: int list list) =
    match lists with
    | [] -> [ [] ]
    | first :: rest ->
        [
            for item in first do
                for combination in product rest -> item :: combination
        ]

[<PropertyTests.Property(Arbitrary = [| typeof<Slices> |])>]
let ``A slice holds the values at the places of its selections`` (axes: (int * Selection) list) =
    let extents, selections = List.unzip axes
    let tensor = counted extents
    let places = axes |> List.map (fun (extent, selection) -> selection.Places extent)
    let values = product places |> List.map (fun place -> tensor[List.toArray place])

    let kept =
        List.zip selections places
        |> List.choose (fun (selection, taken) -> if selection.IsPlace then None else Some taken.Length)

    Assert.Equal(Tensor.Of(Shape kept, List.toArray values), slice tensor selections)

[<PropertyTests.Property(Arbitrary = [| typeof<Slices> |])>]
let ``A selection outside its axis is refused`` (axes: (int * Selection) list) (FsCheck.NonNegativeInt place) =
    let extents, selections = List.unzip axes
    let axis = place % axes.Length
    let extent = extents[axis]

    let wrong =
        [
            Place extent
            Place -1
            Place Int32.MaxValue
            Between(0, extent)
            Between(-1, extent - 1)
            Between(2, 0)
            From(extent + 1)
            From -1
            UpTo extent
            UpTo Int32.MaxValue
            UpTo -2
            UpTo Int32.MinValue
        ]

    for selection in wrong do
        let refusal =
            Assert.Throws<ArgumentOutOfRangeException>(fun () ->
                slice (counted extents) (selections |> List.updateAt axis selection) |> ignore)

        let text =
            match selection with
            | Place place -> string place
            | Between(first, last) -> $"{first}..{last}"
            | From first -> $"{first}.."
            | UpTo last -> $"..{last}"
            | Whole -> "*"

        Assert.Contains($"The selection {text} of axis {axis} is outside the shape {Shape extents}", refusal.Message)
        Assert.Contains($"that axis has {extent} places, from 0, and a range includes both ends", refusal.Message)

[<PropertyTests.Property(Arbitrary = [| typeof<Slices> |])>]
let ``More or fewer selections than axes are refused`` (axes: (int * Selection) list) =
    let extents, selections = List.unzip axes

    for wrong in [ Whole :: selections; List.tail selections; selections @ [ Place 0 ] ] do
        let refusal =
            Assert.Throws<ArgumentException>(fun () -> slice (counted extents) wrong |> ignore)

        Assert.Contains(
            $"The shape {Shape extents} has {axes.Length} axes, but the number of indices given is {wrong.Length}",
            refusal.Message
        )

        Assert.Contains("* takes a whole axis", refusal.Message)

[<Fact>]
let ``What is no selection is refused`` () =
    let refusal =
        Assert.Throws<ArgumentException>(fun () -> (counted [ 2; 2 ]).GetSlice("first", Some 0, Some 1) |> ignore)

    Assert.Contains("y.[0, 1..3, *], but was given 'first'", refusal.Message)

    Assert.Throws<ArgumentException>(fun () -> (counted [ 2; 2 ]).GetSlice(0, Some 1) |> ignore)
    |> ignore

/// F#'s own arrays say what the notation means.
let equals extents (values: float32 seq) tensor =
    Assert.Equal(Tensor.Of(Shape(extents: int list), Seq.toArray values), tensor)

[<Fact>]
let ``One axis is cut as an array`` () =
    let array, y = Array.init 5 float32, counted [ 5 ]
    equals [ 3 ] array.[1..3] y.[1..3]
    equals [ 4 ] array.[1..] y.[1..]
    equals [ 4 ] array.[..3] y.[..3]
    equals [ 5 ] array.[*] y.[*]
    equals [ 0 ] array.[3..2] y.[3..2]
    equals [ 2 ] array[2..3] y[2..3]

[<Fact>]
let ``Two axes are cut as a matrix`` () =
    let array = Array2D.init 3 4 (fun i j -> float32 (4 * i + j))
    let y = counted [ 3; 4 ]
    equals [ 4 ] array.[1, *] y.[1, *]
    equals [ 3 ] array.[*, 2] y.[*, 2]
    equals [ 2 ] array.[1.., 2] y.[1.., 2]
    equals [ 2; 3 ] (Seq.cast array.[1..2, ..2]) y.[1..2, ..2]
    equals [ 3; 4 ] (Seq.cast array.[*, *]) y.[*, *]

[<Fact>]
let ``Three axes are cut as an array of three`` () =
    let array = Array3D.init 3 4 2 (fun i j k -> float32 (8 * i + 2 * j + k))
    let y, n = counted [ 3; 4; 2 ], 1
    equals [ 3; 4 ] (Seq.cast array.[*, *, n]) y.[*, *, n]
    equals [ 4 ] array.[2, *, n] y.[2, *, n]
    equals [ 2; 3; 2 ] (Seq.cast array.[1.., 1..3, *]) y.[1.., 1..3, *]
    equals [ 3; 2 ] (Seq.cast array.[*, n + 1, *]) y.[*, n + 1, *]
    Assert.Equal(array[2, 3, n], y.[2, 3, n])

[<Fact>]
let ``Four axes are cut as an array of four, also out of a dictionary`` () =
    let array =
        Array4D.init 2 3 4 5 (fun i j k l -> float32 (60 * i + 20 * j + 5 * k + l))

    let maps = dict [ "conv2d_1", counted [ 2; 3; 4; 5 ] ]
    let y, n = maps["conv2d_1"], 3
    equals [ 3; 4 ] (Seq.cast array.[0, *, *, n]) maps.["conv2d_1"].[0, *, *, n]
    equals [ 2; 3 ] (Seq.cast array.[*, *, 1, n]) y.[*, *, 1, n]
    equals [ 5 ] array.[1, 2, 3, *] y.[1, 2, 3, *]
    equals [ 2; 2; 4; 2 ] (Seq.cast array.[*, 1..2, *, ..1]) y.[*, 1..2, *, ..1]
    equals [ 3; 4; 5 ] (Seq.cast array.[1, *, *, *]) y.[1, *, *, *]
    // FSharp.Core 10.1 begins array.[*, *, 2.., 4] at 0 instead of 2.
    equals
        [ 2; 3; 2 ]
        [
            for i in 0..1 do
                for j in 0..2 do
                    for k in 2..3 -> array[i, j, k, 4]
        ]
        y.[*, *, 2.., 4]

[<Fact>]
let ``Five axes are cut too`` () =
    let y = counted [ 2; 2; 2; 2; 3 ]
    equals [ 2; 2 ] [ 24f; 27f; 30f; 33f ] y.[1, 0, *, *, 0]
    equals [ 1; 3 ] [ 45f; 46f; 47f ] y.[1, 1, 1, 1.., *]
    Assert.Equal(y, y.[*, *, *, *, *])
    Assert.Equal(y.[0, 1, 0, 1, 2], y.[*, *, *, *, 2].[0, 1, 0, 1])
