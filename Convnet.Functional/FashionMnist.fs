namespace Convnet.Functional

open Convnet

[<RequireQualifiedAccess>]
module FashionMnist =
    let load folder = FashionMnist.Load folder

    let fetch () = FashionMnist.Load()
