namespace Convnet.Functional

open Convnet

[<RequireQualifiedAccess>]
module Digits =
    let generate seed train test = Digits.Generate(seed, train, test)
