namespace Convnet;

/// <summary>A data set in two parts: <c>var (train, validation) = data.Split(0.1);</c></summary>
public readonly record struct DatasetSplit(Dataset First, Dataset Last);
