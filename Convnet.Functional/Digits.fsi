namespace Convnet.Functional

open Convnet

/// <summary>
/// Digits drawn by the program in MNIST's form, for machines without data or network: shape (28, 28, 1) in [0, 1], class indices 0 … 9.
/// They are not MNIST, and an accuracy on them is not MNIST's.
/// </summary>
[<RequireQualifiedAccess>]
module Digits =

    /// <summary>As many images to train on and to test on; a pure function of the seed.</summary>
    /// <param name="seed">Where the images come from.</param>
    /// <param name="train">Images to train on, at least 1; MNIST has 60,000.</param>
    /// <param name="test">Images to test on, at least 1; MNIST has 10,000.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">A number of images is below 1, or too large for one array.</exception>
    /// <example><code>let digits = Digits.generate 1 6000 1000</code></example>
    val generate: seed: int -> train: int -> test: int -> TrainTestSplit
