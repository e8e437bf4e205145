// Callbacks are functions from sequence to sequence. They are put together with |>, and their order is the order in which they happen.
#load "convnet.fsx"

open System
open System.IO
open Convnet
open Convnet.Functional

let model =
    input [ 28; 28; 1 ]
    |> conv2d 16 (3, 3) relu
    |> maxPooling2d (2, 2)
    |> flatten
    |> dense 64 relu
    |> dense 10 softmax

// The last tenth of the training data says when to stop; the test data has no say in it.
let train, validation = digits.Value.Train |> Data.split 0.1
let folder = Directory.CreateTempSubdirectory("convnet-").FullName
let log = Path.Combine(folder, "log.csv")
let weights = Path.Combine(folder, "best.safetensors")

// What changes the training itself belongs to the trainer: the learning rate halves when the validation's loss stays where it is.
let trainer =
    Trainer(model, CategoricalCrossentropy(), Adam 0.003, BatchSize = 64, Seed = 42, Validation = validation)
    |> Train.reduceOnPlateau (ReduceOnPlateau(Patience = 1, Factor = 0.5))

let best =
    trainer
    |> Train.epochs train
    |> Seq.truncate (if quick then 4 else 30)
    |> Train.withinTime (TimeSpan.FromMinutes 5.0)
    |> Train.logCsv log
    |> Train.stopEarly 3
    |> Train.best "val_loss"
    |> Seq.last

best |> Train.save weights
printfn "%s" (File.ReadAllText log)
printfn "best: epoch %d, %O; on the test data %O" best.Number best.Validation (best |> Train.evaluate digits.Value.Test)

// The file holds the bits of that epoch.
printfn "saved and loaded: %b" (Model.loadWeights weights model = best.Parameters)
Directory.Delete(folder, true)
