namespace Convnet.Functional

open Convnet

/// <summary>
/// The scrutiny of the library's own layers for any layer or model, in a test of any framework. The result prints a line for each law, or a
/// counterexample: where, what was expected, what is there, and the line that finds it again.
/// </summary>
/// <example><code>
/// Verify.layer 1 (Dense 3) [ 4 ] |> printfn "%O"
/// input [ 4 ] |> dense 3 relu |> Verify.model 1 |> Verify.orFail
/// </code></example>
[<RequireQualifiedAccess>]
module Verify =

    /// <summary>All laws of any layer: shapes, purity, slicing, threads, linearity, gradients and more.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="shape">The shape of one sample that it takes.</param>
    /// <exception cref="T:Convnet.ShapeException">The layer does not take such samples.</exception>
    val layer: seed: int -> layer: ILayer -> shape: int list -> Verification

    /// <summary>All laws of any layer, for a whole model; what fails is shrunk to the layers that matter.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="model">The model.</param>
    val model: seed: int -> model: Model -> Verification

    /// <summary>The gradients by input and parameters against difference quotients of the layer's own outputs.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="shape">The shape of one sample that it takes.</param>
    /// <exception cref="T:Convnet.ShapeException">The layer does not take such samples.</exception>
    val gradients: seed: int -> layer: ILayer -> shape: int list -> Verification

    /// <summary>The adjoint identity, for layers that are affine in their input: without any step size.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="shape">The shape of one sample that it takes.</param>
    /// <exception cref="T:Convnet.ShapeException">The layer does not take such samples.</exception>
    val adjoint: seed: int -> layer: ILayer -> shape: int list -> Verification

    /// <summary>What the shape rule promises is delivered, and what it cannot take is refused.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="shape">The shape of one sample that it takes.</param>
    /// <exception cref="T:Convnet.ShapeException">The layer does not take such samples.</exception>
    val shapes: seed: int -> layer: ILayer -> shape: int list -> Verification

    /// <summary>Pure, repeatable, the same however a batch is cut where samples are apart, and the same bits for 1, 2 and 7 threads.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="shape">The shape of one sample that it takes.</param>
    /// <exception cref="T:Convnet.ShapeException">The layer does not take such samples.</exception>
    val deterministic: seed: int -> layer: ILayer -> shape: int list -> Verification

    /// <summary>Away from the border, an image moved by the stride moves the output. Give images so large that a patch in the middle is not seen at the border.</summary>
    /// <param name="seed">Where all values come from; the same seed finds the same.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="shape">The shape of one sample that it takes.</param>
    /// <exception cref="T:Convnet.ShapeException">The layer does not take such samples.</exception>
    val equivariantShift: seed: int -> layer: ILayer -> shape: int list -> Verification

    /// <summary>Nothing where no law failed: the last word of a test.</summary>
    /// <param name="verification">What came of the laws.</param>
    /// <exception cref="T:Convnet.VerificationException">A law failed; the message is the whole text.</exception>
    val orFail: verification: Verification -> unit
