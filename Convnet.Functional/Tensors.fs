namespace Convnet.Functional

open System
open Convnet

[<AutoOpen>]
module Tensors =
    /// What is written for one axis.
    [<RequireQualifiedAccess>]
    type private Selection =
        | Index of int
        | Range of first: int option * last: int option

        override selection.ToString() =
            let text bound =
                Option.fold (fun _ n -> string n) "" bound

            match selection with
            | Index index -> string index
            | Range(None, None) -> "*"
            | Range(first, last) -> $"{text first}..{text last}"

    /// A bound as the compiler passes it: None is null.
    let private (|Bound|_|) (argument: objnull) =
        match argument with
        | null -> Some None
        | :? (int option) as bound -> Some bound
        | _ -> None

    let rec private selections (arguments: objnull list) =
        match arguments with
        | [] -> []
        | (:? int as index) :: rest -> Selection.Index index :: selections rest
        | Bound first :: Bound last :: rest -> Selection.Range(first, last) :: selections rest
        | other :: _ ->
            invalidArg
                "axes"
                $"A slice of a tensor takes whole numbers and ranges of them, as in y.[0, 1..3, *], but was given '{other}'."

    let private axisRange (shape: Shape) axis selection =
        let extent = shape[axis]

        let outside () =
            raise (
                ArgumentOutOfRangeException(
                    "axes",
                    $"The selection {selection} of axis {axis} is outside the shape {shape}: that axis has {extent} places, from 0, and a range includes both ends."
                )
            )

        match selection with
        | Selection.Index index when index >= 0 && index < extent -> AxisRange.op_Implicit index
        | Selection.Index _ -> outside ()
        | Selection.Range(first, last) ->
            let first, last = defaultArg first 0, defaultArg last (extent - 1)

            if first >= 0 && last < extent && first <= last + 1 then
                AxisRange.op_Implicit (Range(Index first, Index(last + 1)))
            else
                outside ()

    type Tensor with

        member tensor.GetSlice([<ParamArray>] axes: objnull array) =
            let shape, selected = tensor.Shape, selections (List.ofArray axes)

            if selected.Length <> shape.Count then
                invalidArg
                    "axes"
                    $"The shape {shape} has {shape.Count} axes, but the number of indices given is {selected.Length}. Give one for each; * takes a whole axis."

            tensor[selected |> Seq.mapi (axisRange shape) |> Seq.toArray]
