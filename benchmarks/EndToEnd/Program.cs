using System.Numerics;
using System.Runtime.InteropServices;

Console.WriteLine(
    $"{RuntimeInformation.FrameworkDescription}, {Environment.ProcessorCount} cores, vectors of {Vector<float>.Count} floats"
);
