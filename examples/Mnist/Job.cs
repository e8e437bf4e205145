namespace Convnet.Examples;

/// <summary>What a program of this form trains, and what it does where the command line says nothing.</summary>
/// <param name="Name">What the program is called.</param>
/// <param name="Description">What it does, in a line.</param>
/// <param name="Epochs">How often all training images are seen.</param>
/// <param name="BatchSize">Images of a training step.</param>
internal sealed record Job(string Name, string Description, int Epochs, int BatchSize);
