namespace Convnet.Functional

open Convnet

[<RequireQualifiedAccess>]
module Verify =
    let layer seed (layer: ILayer) (shape: int list) =
        Convnet.Verify.Layer(seed, layer, Shape shape)

    let model seed (model: Model) = Convnet.Verify.Model(seed, model)

    let gradients seed (layer: ILayer) (shape: int list) =
        Convnet.Verify.Gradients(seed, layer, Shape shape)

    let adjoint seed (layer: ILayer) (shape: int list) =
        Convnet.Verify.Adjoint(seed, layer, Shape shape)

    let shapes seed (layer: ILayer) (shape: int list) =
        Convnet.Verify.Shapes(seed, layer, Shape shape)

    let deterministic seed (layer: ILayer) (shape: int list) =
        Convnet.Verify.Deterministic(seed, layer, Shape shape)

    let equivariantShift seed (layer: ILayer) (shape: int list) =
        Convnet.Verify.EquivariantShift(seed, layer, Shape shape)

    let orFail (verification: Verification) = verification.OrFail() |> ignore
