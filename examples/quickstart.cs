// Convnet in a minute. In this repository: dotnet run examples/quickstart.cs
// Elsewhere the next line is #:package Convnet.Core@*
#:project ../Convnet.Core/Convnet.Core.csproj

using Convnet;

// A model is an expression, checked when it is composed.
var convnet = new Model(
    [28, 28, 1],
    new Conv2D(16, (3, 3)) { Activation = Activation.Relu },
    new MaxPooling2D((2, 2)),
    new Conv2D(32, (3, 3)) { Activation = Activation.Relu },
    new MaxPooling2D((2, 2)),
    new Flatten(),
    new Dense(10) { Activation = Activation.Softmax }
);
Console.WriteLine(convnet.Summary());

// Digits that the program draws; Mnist.Load() fetches the real ones.
var data = args.Contains("--quick") ? Digits.Generate(1, 512, 256) : Digits.Generate(1, 6000, 1000);

// A trainer says how a model learns. Fit gives back model, weights and scores in one value.
var trainer = new Trainer(convnet, new CategoricalCrossentropy(), new RMSprop()) { BatchSize = 64, Seed = 42 };
var trained = trainer.Fit(2, data.Train, data.Test);
Console.WriteLine(trained.Evaluate(data.Test));

// Training is also a lazy sequence of epochs: nothing is trained before it is asked for, and what is asked is said with LINQ.
var best = trainer.Epochs(data.Train).Validate(data.Test).Take(4).StopEarly(2).Best("val_loss").Last();
Console.WriteLine($"best epoch {best.Number}: {best.Validation}");

// Surgery: a new head on frozen features. Layers that are kept keep their weights.
var (features, kept) = convnet.Rewrite(
    (_, layer) => layer is Dense ? [new Dense(2) { Activation = Activation.Softmax }] : [new Frozen(layer)],
    best.Parameters,
    seed: 7
);
Console.WriteLine(features.Summary());
Console.WriteLine(kept);
