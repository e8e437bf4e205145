namespace Convnet;

/// <summary>Data to train on, and data that training never sees.</summary>
public sealed record TrainTestSplit(Dataset Train, Dataset Test);
