namespace Convnet;

/// <summary>Training cannot go on: the loss is not finite, or a layer broke its contract. The message says where.</summary>
public sealed class TrainingException(string message) : InvalidOperationException(message);
