namespace Convnet.Functional

open System
open Convnet

/// <summary>
/// Slices of tensors, as those of F#'s arrays: <c>y.[*, *, n]</c>, <c>maps.["conv2d_1"].[0, *, *, 2..5]</c>. One value is
/// <c>y.[0, 1, 2]</c>, without this module.
/// </summary>
[<AutoOpen>]
module Tensors =

    type Tensor with

        /// <summary>
        /// The part that indices and ranges select, axis by axis: what the compiler makes of <c>y.[0, 1..3, *]</c>. A whole axis is
        /// <c>*</c>; a range <c>1..3</c>, <c>1..</c> or <c>..3</c> includes both ends, as everywhere in F#, and keeps its axis; an index
        /// drops it. A range that ends just before it begins, as <c>2..1</c>, is empty.
        /// </summary>
        /// <param name="axes">For each axis one index, or the first and the last of a range, each of which may be None.</param>
        /// <exception cref="T:System.ArgumentException">
        /// There are more or fewer selections than axes, or one is outside its axis. F#'s arrays give an empty part for a range that is
        /// outside; here, a wrong index is never taken for an empty tensor.
        /// </exception>
        /// <example><code>
        /// let firstImage = batch.Input.[0, *, *, *]
        /// let corner = batch.Input.[*, ..3, ..3, 0]
        /// </code></example>
        member GetSlice: [<ParamArray>] axes: objnull array -> Tensor
