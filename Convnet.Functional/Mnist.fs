namespace Convnet.Functional

open Convnet

[<RequireQualifiedAccess>]
module Mnist =
    let load folder = Mnist.Load folder

    let fetch () = Mnist.Load()
