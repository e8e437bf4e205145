/// Models that say everything that can be said: every layer, every option of it, every form of every combinator.
module Convnet.Functional.Tests.ExpressiveModels

open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures
open Convnet.Functional.Tests.ExpressiveLayers

let private bodies: (Model -> Model) list =
    [
        dense 6 relu
        dense 6 relu >> dense 6 linear
        id
        tap
        layer (Dense(6, UseBias = false))
        layer (Sequential())
        layer (Sequential(Dense 6))
        layer (Sequential(Sequential(Dense 6)))
        layer (Sequential(Tap(), Sequential(Dense(6, Activation = leakyRelu -2.0), Sequential())))
        dense 6 relu >> layer (Sequential(Dense 6, Dense 6)) >> activation (elu 2.0)
    ]

let private combinators =
    [
        for body in bodies do
            vector |> residual body |> residualWith body (body >> body)
            vector |> branches Merge.Add [ body; id; body >> tap ]

            vector
            |> branches Merge.Concatenate [ body ]
            |> branches Merge.Multiply [ body ]

            vector |> repeat 2 body |> stack 3 body
            vector |> frozen body |> named "the-head.1_é" body |> frozen (named "x" body)
            vector |> layer (Sequential(Residual(Dense 6), Tap()))
    ]

let private constructed: Model list =
    [
        vector
        |> layer (
            Sequential(Residual(Sequential(Dense 6), Shortcut = Dense 6), Branches(Merge.Multiply, Dense 2, Dense 2))
        )
        vector
        |> layer (
            Sequential(
                Repeat(Dense 6, 2),
                Stack(Sequential(), 2),
                Frozen(Named("a", Slice(0, 2))),
                ActivationLayer relu
            )
        )
        image
        |> layer (Sequential(GlobalMaxPooling2D(), Reshape(Shape [ 2; 2 ]), Flatten(), Slice(0, 1), Reshape(Shape [])))
        image |> layer (Sequential(GlobalAveragePooling2D(), Tap()))
    ]

/// Longer than a line, at every depth.
let private deep =
    let long =
        layer (
            Conv2D(
                4,
                (3, 3),
                Padding = Padding.Same,
                Activation = leakyRelu 0.125,
                KernelInitializer = Initializer.RandomUniform(-0.125, 0.125),
                KernelRegularizer = Regularizer(L1 = 0.0009765625, L2 = 0.00048828125)
            )
        )

    let block = long >> same 4 relu >> same 4 linear

    let shortcut: ILayer =
        Conv2D(4, (1, 1), KernelInitializer = Initializer.RandomUniform(-0.0123456789, 0.0123456789))

    [
        image |> block |> block
        image |> residual block |> residual (residual block >> long)
        image |> residualWith long block
        image |> residualWith (residualWith block (repeat 2 block)) (stack 2 long)
        image
        |> branches
            Merge.Concatenate
            [
                block
                id
                residual block
                branches Merge.Add [ long; residualWith id block ]
                long
            ]
        image
        |> named "block" (frozen (repeat 3 (block >> residual block >> block)) >> block)
        image
        |> layer (
            Sequential(
                Residual(
                    Sequential(shortcut, shortcut, Residual(shortcut, Shortcut = shortcut)),
                    Shortcut = Sequential(shortcut, shortcut)
                ),
                Branches(Merge.Add, shortcut, Frozen(Named("deep", Sequential(shortcut, shortcut))))
            )
        )
    ]

/// A layer of a user's own that prints as the F# record that it is.
let private own =
    [
        image |> layer { Initial = 0.5 } |> conv2d 2 (1, 1) relu
        vector |> residual (layer { Inner = Dense 6 } >> dense 6 relu)
    ]

/// A chain of words that keep six values, of random words, nested up to some depth.
let rec private randomBody (key: RandomKey) depth : Model -> Model =
    let inner number =
        randomBody (key.Fold(uint64 number)) (depth - 1)

    let draw name count =
        int (key.Fold(name: string).Uniform 0UL * float32 count)

    let activation' =
        [ linear; relu; leakyRelu 0.3; Activation.Tanh; elu 1.0 ][draw "activation" 5]

    let one =
        match draw "kind" (if depth = 0 then 3 else 11) with
        | 0 -> dense 6 activation'
        | 1 -> layer (Dense(6, Activation = activation', UseBias = false))
        | 2 -> activation activation'
        | 3 -> residual (inner 1)
        | 4 -> residualWith (inner 1) (inner 2)
        | 5 -> branches Merge.Add [ inner 1; inner 2; id ]
        | 6 -> branches Merge.Concatenate [ inner 1; inner 2 ] >> slice 2 6
        | 7 -> repeat (1 + draw "times" 3) (inner 1)
        | 8 -> stack (1 + draw "times" 3) (inner 1)
        | 9 -> frozen (inner 1)
        | _ -> named "inner" (inner 1)

    if draw "more" 2 = 0 then
        one
    else
        one >> randomBody (key.Fold "more") (max 0 (depth - 1))

let private random =
    [
        for seed in 1..20 do
            vector |> randomBody (RandomKey.FromSeed seed) 3
    ]

let all =
    List.distinct (
        convolutions
        @ poolings
        @ normalizations
        @ plain
        @ activations
        @ initializers
        @ combinators
        @ constructed
        @ deep
        @ own
        @ random
    )
