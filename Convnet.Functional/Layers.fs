namespace Convnet.Functional

/// The words of the F# face.
[<AutoOpen>]
module Layers =

    /// The size of a square window, for `conv2d 32 (square 3) relu`.
    let square (size: int) = struct (size, size)
