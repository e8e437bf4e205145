namespace Convnet.PropertyTests;

/// <summary>C# that a reader is shown, and where it stands.</summary>
/// <param name="File">The file, from the repository's root.</param>
/// <param name="Line">The line of the file that the code begins on, from 1.</param>
/// <param name="Code">What is to compile and to run.</param>
internal sealed record Snippet(string File, int Line, string Code)
{
    public override string ToString() => $"{File}({Line})";
}
