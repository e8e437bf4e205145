// Trains a small residual network on Fashion-MNIST and prints its test accuracy. Start reading here: the network, how it is trained.
using Convnet;
using Convnet.Examples;

const int Classes = 10;
const double PeakLearningRate = 0.1;
const int WarmupEpochs = 1;

var job = new Job("FashionMnist", "Trains a small residual network on Fashion-MNIST.", Epochs: 12, BatchSize: 128);
return CommandLine.Run(args, job, Train);

static int Train(Options options)
{
    using var interrupt = new Interrupt();
    IReport report = options.Json ? new JsonReport() : new TextReport();
    Provider.Use(options.Provider ?? Provider.Name);
    var data = DataSource.Load(options.Data, "fashion-mnist", options.Limit, report.Say, interrupt.Token);

    var network = new Model(
        [28, 28, 1],
        // Clothes look alike in a mirror, and a little beside the middle; digits do not in a mirror.
        data.Name == "Fashion-MNIST"
            ? new RandomFlip(FlipMode.Horizontal)
            : new Sequential(),
        new RandomTranslation(0.07, 0.07) { FillMode = FillMode.Constant },
        Convolution(32, 3),
        new ActivationLayer(Activation.Relu),
        new MaxPooling2D(),
        Block(32, strides: 1),
        Block(64, strides: 2),
        Block(128, strides: 2),
        new GlobalAveragePooling2D(),
        new Dense(Classes) { Activation = Activation.Softmax }
    );

    var steps = (int)Math.Ceiling(data.Train.Count / (double)options.BatchSize);
    var schedule = new CosineDecay(0, Math.Max(1, steps * (options.Epochs - WarmupEpochs)))
    {
        WarmupTarget = PeakLearningRate,
        WarmupSteps = steps * WarmupEpochs,
    };
    var optimizer = new Scheduled(schedule, new WeightDecay(5e-4, new SGD(Momentum: 0.9, Nesterov: true)));
    var trainer = new Trainer(network, new CategoricalCrossentropy(), optimizer)
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
    report.End(trained.Validation ?? trained.Evaluate(data.Test));
    return 0;
}

// A convolution that keeps the image's size over its stride, and a normalization behind it.
static Sequential Convolution(int filters, int kernel, int strides = 1) =>
    new(
        new Conv2D(filters, kernel)
        {
            Strides = strides,
            Padding = Padding.Same,
            UseBias = false,
            KernelInitializer = Initializer.HeNormal,
        },
        new BatchNormalization { Momentum = 0.9 }
    );

// Two convolutions with a way past them (He et al. 2015); where the image gets smaller, the way past is a convolution, too.
static Sequential Block(int filters, int strides) =>
    new(
        new Residual(
            new Sequential(
                Convolution(filters, 3, strides),
                new ActivationLayer(Activation.Relu),
                Convolution(filters, 3)
            ),
            strides == 1 ? null : Convolution(filters, 1, strides)
        ),
        new ActivationLayer(Activation.Relu)
    );
