namespace Convnet;

/// <summary>
/// Memory for a team of workers, an arena each, lent for one run at a time: what training used last is what the evaluation between two epochs
/// takes, in place of as much again.
/// </summary>
internal sealed class WorkerArenas
{
    private static WeakReference<WorkerArenas>? idle;

    private readonly Arena[] arenas;
    private readonly WeakReference<WorkerArenas> weak;

    private WorkerArenas(int count)
    {
        arenas = [.. Enumerable.Range(0, count).Select(_ => new Arena())];
        weak = new(this);
    }

    /// <summary>The memory of one worker.</summary>
    public Arena this[int worker] => arenas[worker];

    /// <summary>Those given back last, where they are still there and enough; else new ones.</summary>
    public static WorkerArenas Take(int count) =>
        Interlocked.Exchange(ref idle, null) is { } last
        && last.TryGetTarget(out var kept)
        && kept.arenas.Length >= count
            ? kept
            : new(count);

    /// <summary>Lends them to whoever comes next. They live as long as a team holds them that used them: here nobody is held.</summary>
    public void Return() => Volatile.Write(ref idle, weak);
}
