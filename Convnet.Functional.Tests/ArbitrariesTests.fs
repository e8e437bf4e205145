module Convnet.Functional.Tests.ArbitrariesTests

open Convnet
open FsCheck.FSharp
open Xunit

[<PropertyTests.Property(Arbitrary = [| typeof<ConvnetArbitraries> |])>]
let ``A model that is drawn composes with itself where it keeps the shape`` (model: Model) =
    model.Output <> model.Input || model.Then(model.Body).Output = model.Output

[<PropertyTests.Property(Arbitrary = [| typeof<ConvnetArbitraries> |])>]
let ``All that is drawn can be taken by one property``
    (shape: Shape)
    (tensor: Tensor)
    (given: LayerOn)
    (layer: ILayer)
    (weighted: WeightedModel)
    (tree: Parameters)
    (batch: Batch)
    =
    Assert.Equal(shape.Size, Tensor.Zeros(shape).Values.Length)
    Assert.Equal(tensor.Shape.Size, tensor.Values.Length)
    Assert.Equal(given.Output, given.Layer.OutputShape given.Input)
    Assert.NotNull layer
    Assert.Equal(weighted.Model.ParameterCount, weighted.Weights.Size)
    Assert.Equal(tree, tree.Merge(tree.Only(fun leaf -> leaf.IsTrainable)))
    Assert.Equal(batch.Count, batch.Target.Samples)

[<PropertyTests.Property(Arbitrary = [| typeof<ConvnetArbitraries> |])>]
let ``Training goes on from what is drawn`` (optimizer: IOptimizer) (schedule: ISchedule) (data: Dataset) =
    let tree = Parameters.Of(struct ("w", Tensor.Of(Shape [ 2 ], 1f, -1f)))
    Assert.Equal(1L, optimizer.Update(tree, optimizer.Initialize tree, tree).State.Step)
    Assert.True(schedule.At 3 >= 0.0)
    Assert.Equal(data.Count, data.Batch().Count)

[<PropertyTests.Property>]
let ``Generators with arguments make arbitraries of one's own`` () =
    Prop.forAll (Gens.ModelFor(Shape [ 8; 8; 2 ], 3) |> Arb.fromGen) (fun model ->
        model.Input = Shape [ 8; 8; 2 ] && model.Body.Layers.Length <= 3)
