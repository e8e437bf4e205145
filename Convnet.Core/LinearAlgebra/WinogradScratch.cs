namespace Convnet;

/// <summary>The memory that holds a thread's planes between two steps of one convolution: grown when needed, used again by the next one.</summary>
internal static class WinogradScratch
{
    [ThreadStatic]
    private static float[]? buffer;

    /// <summary>So many values of old content, until the same thread asks again.</summary>
    public static ArraySegment<float> Rent(int length)
    {
        if (buffer is null || buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<float>(length);
        }

        return new(buffer, 0, length);
    }
}
