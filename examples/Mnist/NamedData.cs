namespace Convnet.Examples;

/// <summary>Data to learn and to test on, and what it is called.</summary>
internal sealed record NamedData(string Name, Dataset Train, Dataset Test);
