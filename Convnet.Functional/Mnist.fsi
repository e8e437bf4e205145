namespace Convnet.Functional

open Convnet

/// <summary>MNIST: 60,000 + 10,000 handwritten digits of 28×28 grey pixels. Shape (28, 28, 1) in [0, 1], class indices 0 … 9.</summary>
[<RequireQualifiedAccess>]
module Mnist =

    /// <summary>From the four IDX files, plain or .gz, in a folder.</summary>
    /// <exception cref="T:Convnet.DataUnavailableException">The folder or a file is missing or unreadable.</exception>
    /// <exception cref="T:System.IO.InvalidDataException">A file is damaged, or the files do not belong together.</exception>
    /// <example><code>let data = Mnist.load "mnist"</code></example>
    val load: folder: string -> TrainTestSplit

    /// <summary>
    /// From the folder that the environment variable CONVNET_DATA names, or its subfolder mnist; else from the folder mnist beside
    /// Debian's packages of data sets; else from the user's cache folder, into which the files are downloaded when they are not there. Nothing is ever put in their place.
    /// </summary>
    /// <exception cref="T:Convnet.DataUnavailableException">They are nowhere, and the download failed: what was tried, and how to provide them.</exception>
    /// <exception cref="T:System.IO.InvalidDataException">A file is damaged.</exception>
    val fetch: unit -> TrainTestSplit
