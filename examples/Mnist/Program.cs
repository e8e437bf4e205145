// Trains the convnet of the MNIST chapter and prints its test accuracy. Start reading here: the network, how it is trained, what is reported.
using Convnet;
using Convnet.Examples;

var job = new Job("Mnist", "Trains the convnet of the MNIST chapter and prints its test accuracy.", 5, 64);
return CommandLine.Run(args, job, Train);

static int Train(Options options)
{
    using var interrupt = new Interrupt();
    IReport report = options.Json ? new JsonReport() : new TextReport();
    Provider.Use(options.Provider ?? Provider.Name);
    var data = DataSource.Load(options.Data, "mnist", options.Limit, report.Say, interrupt.Token);

    var convnet = new Model(
        [28, 28, 1],
        new Conv2D(32, (3, 3)) { Activation = Activation.Relu },
        new MaxPooling2D((2, 2)),
        new Conv2D(64, (3, 3)) { Activation = Activation.Relu },
        new MaxPooling2D((2, 2)),
        new Conv2D(64, (3, 3)) { Activation = Activation.Relu },
        new Flatten(),
        new Dense(64) { Activation = Activation.Relu },
        new Dense(10) { Activation = Activation.Softmax }
    );

    var trainer = new Trainer(convnet, new CategoricalCrossentropy(), new RMSprop())
    {
        BatchSize = options.BatchSize,
        Seed = options.Seed,
        Threads = options.Threads,
        Progress = report.Progress,
    };

    report.Begin(trainer, data);
    var trained = trainer.Fit(
        options.Epochs,
        data.Train,
        validation: report.ScoresEachEpoch ? data.Test : null,
        cancellation: interrupt.Token
    );
    if (interrupt.Token.IsCancellationRequested)
    {
        report.Say($"Stopped in epoch {trained.Number}, after {trained.Samples} of its {data.Train.Count} images.");
    }

    report.End(trained.Validation ?? trained.Evaluate(data.Test));
    return 0;
}
