module Convnet.Functional.Tests.VerifyTests

open Xunit
open Convnet
open Convnet.Functional
open CustomLayers

[<Fact>]
let ``Squeeze-excite and Gabor filters keep every law`` () =
    Verify.layer 1 ({ Ratio = 4 }: SqueezeExcite) [ 4; 4; 8 ] |> Verify.orFail

    Verify.layer
        1
        {
            Directions = 4
            Side = 3
            Wavelength = 4.0
        }
        [ 5; 5; 1 ]
    |> Verify.orFail

[<Fact>]
let ``A model is verified by its layers`` () =
    let convnet =
        input [ 6; 6; 1 ] |> conv2d 2 (3, 3) relu |> flatten |> dense 3 softmax

    Verify.model 1 convnet |> Verify.orFail
    Assert.Equal(Convnet.Verify.Model(1, convnet), Verify.model 1 convnet)

[<Fact>]
let ``Every word is the check of its name`` () =
    let layer, shape = Conv2D(2, (3, 3)), [ 8; 8; 1 ]

    let laws (verification: Verification) =
        [ for result in verification.Results -> result.Law ]

    Assert.Equal<Law list>([ Law.InputGradient; Law.ParameterGradient ], laws (Verify.gradients 1 layer shape))
    Assert.Equal<Law list>([ Law.Adjoint ], laws (Verify.adjoint 1 layer shape))
    Assert.Equal<Law list>([ Law.OutputShape; Law.Refusal; Law.GradientShapes ], laws (Verify.shapes 1 layer shape))

    Assert.Equal<Law list>(
        [ Law.Agreement; Law.Purity; Law.Slicing; Law.Threads ],
        laws (Verify.deterministic 1 layer shape)
    )

    Assert.Equal<Law list>([ Law.EquivariantShift ], laws (Verify.equivariantShift 1 layer shape))

/// The identity that sends back the negated gradient.
type Backwards =
    {
        Axis: int
    }

    interface ILayer with
        member _.OutputShape input = input
        member _.Forward(_, input, _) = input

        member _.ForwardWithPullback(_, input, _) =
            let back (sent: Tensor) (_: Wanted) =
                Gradients(sent.Map(fun x -> -x), Parameters.None)

            Differential(input, back)

[<Fact>]
let ``orFail throws what the verification prints`` () =
    let wrong = Verify.gradients 1 { Axis = 1 } [ 4 ]

    let error = Assert.Throws<VerificationException>(fun () -> wrong |> Verify.orFail)

    Assert.Equal(string wrong, error.Message)
    Assert.Contains("Verify.gradients 1 ({ Axis = 1 }) [ 1 ]", error.Message)
