module Convnet.Functional.Tests.CompositionErrorTests

open System
open Xunit
open FsCheck.FSharp
open Convnet
open Convnet.Functional

let same filters activation =
    layer (Conv2D(filters, (3, 3), Padding = Padding.Same, Activation = activation))

let image = input [ 8; 8; 3 ] |> conv2d 4 (3, 3) relu

/// The message holds what was given, the place and the way out.
let refuses (parts: string list) (word: Model -> Model) =
    let exception' = Assert.Throws<ShapeException>(fun () -> image |> word |> ignore)

    for part in parts do
        Assert.Contains(part, exception'.Message)

[<Fact>]
let ``A layer in the body of a residual block is found on the line that composes it`` () =
    residual (same 4 relu >> dense 4 relu)
    |> refuses
        [
            "Dense takes samples of one axis, but was given (6, 6, 4)."
            "Put a Flatten before it."
            "(at Dense, layer 2 of residual, layer 2 of the model, given (6, 6, 4))"
        ]

[<Fact>]
let ``A body that changes the shape is refused, with the ways to keep it`` () =
    residual (same 8 relu)
    |> refuses
        [
            "Residual adds its body's output (6, 6, 8) to the input (6, 6, 4)"
            "Padding.Same"
            "Shortcut"
            "(at Residual, layer 2 of the model, given (6, 6, 4))"
        ]

    residualWith (conv2d 8 (1, 1) linear) (same 9 relu)
    |> refuses
        [
            "output (6, 6, 9) to the shortcut's output (6, 6, 8)"
            "layer 2 of the model"
        ]

[<Fact>]
let ``A layer in a shortcut is found`` () =
    residualWith (dense 4 relu) (same 4 relu)
    |> refuses
        [
            "Put a Flatten before it."
            "(at Dense, layer 1 of shortcut of residual, layer 2 of the model, given (6, 6, 4))"
        ]

[<Fact>]
let ``Branches say which of them does not fit`` () =
    branches Merge.Concatenate [ same 2 relu; id; conv2d 8 (3, 3) relu ]
    |> refuses
        [
            "Branches concatenate outputs that differ in their channels alone"
            "branch 3 of 3 gives (4, 4, 8) and the first gives (6, 6, 2)"
            "Padding.Same"
            "(at Branches, layer 2 of the model, given (6, 6, 4))"
        ]

    branches Merge.Add [ id; same 5 relu ]
    |> refuses
        [
            "Branches add outputs of one shape"
            "(6, 6, 5)"
            "as many filters as the first"
        ]

    branches Merge.Multiply [ id; same 5 relu ]
    |> refuses
        [
            "Branches multiply outputs of one shape"
            "(6, 6, 5)"
            "as many filters as the first"
        ]

    branches Merge.Add [ id; same 4 relu >> conv2d 4 (7, 1) relu ]
    |> refuses
        [
            "into which its window of 7×1 pixels does not fit"
            "Use a smaller window"
            "(at Conv2D, layer 2 of branch 2 of branches, layer 2 of the model, given (6, 6, 4))"
        ]

[<Fact>]
let ``Branches without a body are refused`` () =
    let exception' =
        Assert.Throws<ArgumentException>(fun () -> image |> branches Merge.Add [] |> ignore)

    Assert.Contains("at least one", exception'.Message)

[<Fact>]
let ``A repeated body that changes the shape is refused, and told of stack`` () =
    repeat 2 (same 5 relu)
    |> refuses
        [
            "Repeat sends the output of its body through the body again"
            "it made (6, 6, 5) of (6, 6, 4)"
            "use a Stack"
            "(at Repeat, layer 2 of the model, given (6, 6, 4))"
        ]

    repeat 2 (flatten >> conv2d 4 (1, 1) relu)
    |> refuses
        [
            "Conv2D takes images of three axes"
            "before it"
            "(at Conv2D, layer 2 of repeat, layer 2 of the model, given (144))"
        ]

[<Fact>]
let ``A copy of a stack that no longer fits is found`` () =
    stack 3 (conv2d 4 (3, 3) relu)
    |> refuses
        [
            "Conv2D was given (2, 2, 4), into which its window of 3×3 pixels does not fit."
            "Use a smaller window"
            "(at Conv2D, layer 3 of Stack, given (2, 2, 4), in Stack, layer 2 of the model, given (6, 6, 4))"
        ]

[<Fact>]
let ``Frozen and named bodies say where they are`` () =
    frozen (same 4 relu >> layer (Conv2D(6, (1, 1), Groups = 3)))
    |> refuses
        [
            "Conv2D has 3 groups, but was given (6, 6, 4)"
            "Use a divisor of 4."
            "layer 2 of frozen, layer 2 of the model"
        ]

    named "head" (reshape [ 7; 7 ] >> flatten)
    |> refuses
        [
            "Reshape makes (7, 7), 49 values, but was given (6, 6, 4), which has 144."
            "Use a shape of as many values."
            "(at Reshape, layer 1 of 'head', layer 2 of the model, given (6, 6, 4))"
        ]

[<Fact>]
let ``Words within words name every combinator around the layer`` () =
    named "stem" (residual (same 4 relu >> branches Merge.Add [ id; slice 2 3 ]))
    |> refuses
        [
            "Slice takes 3 channels from number 2 on, so it needs at least 5, but was given (6, 6, 4)."
            "Take fewer, or from an earlier one."
            "(at Slice, layer 1 of branch 2 of branches, layer 2 of residual, layer 1 of 'stem', layer 2 of the model, given (6, 6, 4))"
        ]

[<PropertyTests.Property>]
let ``However deep, the message names each combinator and the shape`` () =
    let around =
        [
            "residual", residual
            "repeat", repeat 2
            "stack", stack 2
            "frozen", frozen
            "'block'", named "block"
            "branch 2 of branches", (fun body -> branches Merge.Add [ id; body ])
        ]

    Prop.forAll (Arb.fromGen (Gen.nonEmptyListOf (Gen.elements around))) (fun words ->
        let word =
            List.foldBack (fun (_, combinator) body -> combinator body) words (dense 4 relu)

        let exception' = Assert.Throws<ShapeException>(fun () -> image |> word |> ignore)

        let place =
            words
            |> List.mapi (fun depth (name, _) -> $"{name}, layer {if depth = 0 then 2 else 1} of")
            |> List.rev
            |> String.concat " "

        exception'.Message.EndsWith $"(at Dense, layer 1 of {place} the model, given (6, 6, 4))"
        && exception'.Message.StartsWith
            "Dense takes samples of one axis, but was given (6, 6, 4). Put a Flatten before it.")
