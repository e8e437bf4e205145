namespace Convnet.Functional

open Convnet
open MathNet.Numerics.LinearAlgebra

/// <summary>
/// Data sets: inputs and what each is to become. Made of your arrays, which are copied; what is taken, skipped or split off copies nothing.
/// Targets here are class indices; <c>Dataset.OfArrays</c> and its like also take rows (<c>float32[][]</c>) and tensors.
/// </summary>
/// <example><code>
/// let train, validation = Data.ofArrays [ 28; 28; 1 ] images labels |> Data.split 0.1
/// </code></example>
[<RequireQualifiedAccess>]
module Data =

    /// <summary>One array a sample, in row-major order.</summary>
    /// <exception cref="T:System.ArgumentException">There is no sample, one does not fill the shape or is not finite, or inputs and labels are not as many.</exception>
    val ofArrays: shape: int list -> inputs: float32 array array -> labels: int array -> Dataset

    /// <summary>All samples in one array, one after another, each in row-major order.</summary>
    /// <exception cref="T:System.ArgumentException">There is no sample, the length is no multiple of a sample's, or inputs and labels are not as many.</exception>
    val ofFlat: shape: int list -> inputs: float32 array -> labels: int array -> Dataset

    /// <summary>All samples in one array of bytes, which stay bytes in memory and are read as byte/255.</summary>
    /// <exception cref="T:System.ArgumentException">There is no sample, the length is no multiple of a sample's, or inputs and labels are not as many.</exception>
    val ofBytes: shape: int list -> inputs: byte array -> labels: int array -> Dataset

    /// <summary>Images by (sample, row, column, channel).</summary>
    /// <exception cref="T:System.ArgumentException">There is no sample, a value is not finite, or inputs and labels are not as many.</exception>
    val ofArray4D: inputs: float32[,,,] -> labels: int array -> Dataset

    /// <summary>A MathNet matrix of one sample a row, each in row-major order.</summary>
    /// <exception cref="T:System.ArgumentException">The rows do not fill the shape, a value is not finite, or inputs and labels are not as many.</exception>
    val ofMatrix: shape: int list -> inputs: Matrix<float32> -> labels: int array -> Dataset

    /// <summary>Inputs and targets as tensors whose first axis counts the samples.</summary>
    /// <exception cref="T:System.ArgumentException">There is no sample, a value is not finite, or inputs and targets are not as many.</exception>
    val ofTensors: inputs: Tensor -> targets: Tensor -> Dataset

    /// <summary>The same samples with class indices as rows that are 1 at the class and 0 elsewhere.</summary>
    /// <exception cref="T:System.ArgumentException">A label is outside 0 … classes−1.</exception>
    val toCategorical: classes: int -> data: Dataset -> Dataset

    /// <summary>The same samples, of which each counts as much as its weight says.</summary>
    /// <exception cref="T:System.ArgumentException">Weights and samples are not as many, or one is negative or not finite.</exception>
    val withWeights: weights: float32 array -> data: Dataset -> Dataset

    /// <summary>
    /// The same samples, of which each counts as much as the weight of its class says, times its own weight where it has one. A class that is
    /// not listed weighs 1.
    /// </summary>
    /// <example><code>let balanced = data |> Data.withClassWeights [ 1, 10.0; 2, 0.5 ]</code></example>
    /// <exception cref="T:System.ArgumentException">A class is listed twice, or a weight is negative or not finite.</exception>
    val withClassWeights: weights: (int * float) list -> data: Dataset -> Dataset

    /// <summary>The first samples.</summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">There are fewer, or none would be left.</exception>
    val take: count: int -> data: Dataset -> Dataset

    /// <summary>All but the first samples.</summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">None would be left.</exception>
    val skip: count: int -> data: Dataset -> Dataset

    /// <summary>The data without its last part, and that part; in the order that the samples have.</summary>
    /// <param name="fraction">The share of the last part, between 0 and 1.</param>
    /// <param name="data">The data.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">The fraction leaves a part without samples.</exception>
    val split: fraction: float -> data: Dataset -> Dataset * Dataset

    /// <summary>The same samples in an order that a seed gives, for data that comes in the order of its classes. Copies no input.</summary>
    /// <example><code>let train, validation = data |> Data.shuffle 1 |> Data.split 0.2</code></example>
    val shuffle: seed: int -> data: Dataset -> Dataset

    /// <summary>Each input through a function, once and at once; targets and weights stay.</summary>
    /// <example><code>let inverted = data |> Data.map (fun image -> image.Map(fun value -> 1f - value))</code></example>
    /// <exception cref="T:System.ArgumentException">A result is of another shape than the first, or is not finite; the message names the sample.</exception>
    val map: f: (Tensor -> Tensor) -> data: Dataset -> Dataset

    /// <summary>All samples as one batch of tensors.</summary>
    val batch: data: Dataset -> Batch

    /// <summary>All samples in order, in batches, drawn as they are asked for; the last one holds what is left.</summary>
    /// <param name="size">Samples of a batch, at least 1.</param>
    /// <param name="data">The data.</param>
    val batches: size: int -> data: Dataset -> seq<Batch>
