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
    private int isTaken = 1;

    private WorkerArenas(int count)
    {
        arenas = [.. Enumerable.Range(0, count).Select(_ => new Arena())];
        weak = new(this);
    }

    /// <summary>The memory of one worker.</summary>
    public Arena this[int worker] => arenas[worker];

    /// <summary>
    /// Those that a team used last, so that teams at work at the same time do not take each other's; where another has them, those given back
    /// last, if they are still there and enough; else new ones.
    /// </summary>
    public static WorkerArenas Take(int count, WorkerArenas? own)
    {
        if (own is not null && own.TryTake())
        {
            return own;
        }

        return
            Volatile.Read(ref idle) is { } last
            && last.TryGetTarget(out var kept)
            && kept.arenas.Length >= count
            && kept.TryTake()
            ? kept
            : new(count);
    }

    /// <summary>Lends them to whoever comes next. They live as long as a team holds them that used them: here nobody is held.</summary>
    public void Return()
    {
        Volatile.Write(ref isTaken, 0);
        Volatile.Write(ref idle, weak);
    }

    private bool TryTake() => Interlocked.Exchange(ref isTaken, 1) == 0;
}
