// 5. Training is a sequence of epochs. None is trained before it is asked for, so all that Seq can do is a way to train.
#load "convnet.fsx"

open Convnet
open Convnet.Functional

let model =
    input [ 28; 28; 1 ]
    |> conv2d 8 (3, 3) relu
    |> maxPooling2d (2, 2)
    |> flatten
    |> dense 10 softmax

let data = digits.Value

let trainer =
    Trainer(model, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 42)

// Nothing happens here: the sequence has no end, and nobody has asked.
let epochs = trainer |> Train.epochs data.Train |> Train.validate data.Test

// Asking for three trains three. A sequence that is read again trains again: end in one fold, Seq.toList or Seq.cache.
let three = epochs |> Seq.take 3 |> Seq.toList

for epoch in three do
    printfn "epoch %d: loss %.4f, on unseen digits %.4f" epoch.Number epoch.Training.Loss epoch.Validation.Value.Loss

// When to stop is a function of one's own: here, once three of four unseen digits are told, and after ten epochs at the latest.
let tellsMost (epoch: Epoch) = epoch.Validation.Value.Accuracy > 0.75

match epochs |> Seq.truncate 10 |> Seq.tryFind tellsMost with
| Some epoch -> printfn "three of four after epoch %d" epoch.Number
| None -> printfn "ten epochs on %d digits do not suffice for three of four" data.Train.Count

// An epoch's state is all that going on needs. Three epochs and three more are six: the same bits.
let six = epochs |> Seq.item 5

let threeMore =
    trainer |> Train.from three[2].State |> Train.epochs data.Train |> Seq.item 2

printfn
    "epoch %d after a stop is epoch %d without: %b"
    threeMore.Number
    six.Number
    (threeMore.State.Parameters = six.State.Parameters)

// Beneath it lies one pure function: state and batch go in, the next state comes out.
let start = TrainingState.Of trainer
let step state batch = trainer.Step(state, batch)
let one = trainer.Batches(start, data.Train) |> Seq.fold step start
printfn "folding the steps is the epoch: %b" (one.Parameters = three[0].State.Parameters)
