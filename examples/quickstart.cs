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

// Training is also a lazy sequence of epochs: nothing is trained before it is asked for.
var quiet = trainer.StartFrom(trained.State).Epochs(data.Train).Select(epoch => epoch.Validate(data.Test));
foreach (var epoch in quiet.Take(2))
{
    Console.WriteLine($"epoch {epoch.Number}: {epoch.Validation}");
}
