/// What is done with epochs as they pass: stopping, saving, and rules that adapt what comes next.
module Convnet.Functional.Tests.EpochTests

open System
open System.IO
open System.Threading
open Xunit
open Convnet
open Convnet.Functional
open Convnet.Functional.Tests.Fixtures

[<Fact>]
let ``At most so many epochs, ended after some without improvement, of which the best is kept`` () =
    let train, test = bars 60, bars 30

    let best =
        classifier
        |> Train.epochs train
        |> Train.validate test
        |> Train.stopEarly 3
        |> Seq.truncate 50
        |> Seq.maxBy (fun epoch -> epoch.Validation.Value.Accuracy)

    Assert.Equal(best |> Train.evaluate test, best.Validation.Value)
    Assert.InRange(best.Number, 1, 50)

[<Fact>]
let ``Stopping early without validation says that Train.validate comes before`` () =
    let exception' =
        Assert.Throws<InvalidOperationException>(fun () ->
            classifier
            |> Train.epochs (bars 60)
            |> Train.stopEarly 3
            |> Seq.truncate 2
            |> Seq.toList
            |> ignore)

    Assert.Contains("put Train.validate", exception'.Message)
    Assert.Contains("Epoch 1 has no 'val_loss', only accuracy, loss", exception'.Message)

[<Fact>]
let ``A rule stops, and the last of the best so far is the best`` () =
    let rule =
        EarlyStopping("val_accuracy", Patience = 1, MinDelta = 2.0, Baseline = 0.0)

    let stopped =
        classifier
        |> Train.epochs (bars 60)
        |> Train.validate (bars 30)
        |> Train.stopEarlyBy rule
        |> Seq.toList

    Assert.Equal(2, stopped.Length)
    Assert.Equal(1, (stopped |> Train.bestBy rule |> Seq.last).Number)

    let smallest = stopped |> List.minBy (fun epoch -> epoch.Validation.Value.Loss)

    Assert.Equal(smallest, stopped |> Train.best "val_loss" |> Seq.last)

[<Fact>]
let ``Epochs are saved, logged and limited in time as they pass`` () =
    inFolder (fun folder ->
        let log = Path.Combine(folder, "log.csv")
        let saved = ResizeArray<int>()

        let last =
            perceptron
            |> Train.epochs points
            |> Train.checkpoint 2 (fun epoch -> saved.Add epoch.Number)
            |> Train.logCsv log
            |> Train.withinTime (TimeSpan.FromMinutes 10.0)
            |> Seq.truncate 5
            |> Seq.last

        Assert.Equal<int seq>([ 2; 4 ], saved)
        let lines = File.ReadAllLines log
        Assert.Equal(6, lines.Length)
        Assert.Equal("epoch,loss", lines[0])
        Assert.Equal(last.Training.Loss, float (lines[5].Split(',')[1])))

[<Fact>]
let ``Weights are saved under the number of their epoch`` () =
    inFolder (fun folder ->
        let epochs =
            perceptron
            |> Train.epochs points
            |> Train.checkpointTo 2 (Path.Combine(folder, "xor-{epoch:00}.safetensors"))
            |> Seq.truncate 4
            |> Seq.toList

        for epoch in [ epochs[1]; epochs[3] ] do
            let file = Path.Combine(folder, $"xor-0{epoch.Number}.safetensors")
            Assert.Equal(epoch.Parameters, Model.loadWeights file perceptron.Model)

        Assert.Equal(2, Directory.GetFiles(folder).Length))

[<Fact>]
let ``Rules adapt what the next epoch is trained with, the older first`` () =
    let rates =
        perceptron
        |> Train.adapt (fun epoch trainer -> trainer.WithLearningRate(1.0 / float epoch.Number))
        |> Train.adapt (fun _ trainer -> trainer.WithLearningRate(trainer.LearningRate / 4.0))
        |> Train.epochs points
        |> Seq.map (fun epoch -> epoch.Trainer.LearningRate)
        |> Seq.truncate 3
        |> Seq.toList

    Assert.Equal<float list>([ 0.25; 0.125; 1.0 / 3.0 / 4.0 ], rates)

[<Fact>]
let ``On a plateau the learning rate becomes smaller, whether by its word or by adapt`` () =
    let rule = ReduceOnPlateau("loss", Patience = 1, MinDelta = 100.0, Factor = 0.5)

    let rates trainer =
        trainer
        |> Train.epochs points
        |> Seq.map (fun epoch -> epoch.Trainer.LearningRate)
        |> Seq.truncate 3
        |> Seq.toList

    Assert.Equal<float list>([ 0.05; 0.025; 0.0125 ], perceptron |> Train.reduceOnPlateau rule |> rates)

    Assert.Equal<float list>(
        [ 0.05; 0.025; 0.0125 ],
        perceptron
        |> Train.adapt (fun epoch trainer -> rule.Adapt(epoch, trainer))
        |> rates
    )

[<Fact>]
let ``Going on with an epoch's trainer goes on with what its rules have learned`` () =
    let trainer =
        Trainer(perceptron.Model, perceptron.Loss, Adam 0.05, BatchSize = 2, Validation = points)
        |> Train.reduceOnPlateau (ReduceOnPlateau(Patience = 2, MinDelta = 100.0))

    let whole = trainer |> Train.epochs points |> Seq.truncate 5 |> Seq.toList

    let resumed =
        whole[1].Trainer
        |> Train.from whole[1].State
        |> Train.epochs points
        |> Seq.item 2

    Assert.Equal(whole[4].State, resumed.State)

    Assert.Equal<string list>(
        [ "0.0500"; "0.0500"; "0.0050"; "0.0050"; "0.0005" ],
        whole |> List.map (fun epoch -> epoch.Trainer.LearningRate.ToString "F4")
    )
