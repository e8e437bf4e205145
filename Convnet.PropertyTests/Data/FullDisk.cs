namespace Convnet.PropertyTests;

/// <summary>A file on a disk that has room for only so many bytes.</summary>
internal sealed class FullDisk(string path, int room)
    : FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0)
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        base.Write(buffer, offset, Math.Min(count, room));
        if (count > room)
        {
            throw new IOException("No space left on device.");
        }
    }
}
