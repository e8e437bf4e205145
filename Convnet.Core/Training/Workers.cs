namespace Convnet;

/// <summary>
/// A team of threads that share out numbered items, each with memory of its own: the only file that locks. The caller works too, so a team
/// of one is a plain loop. What an item computes must not depend on who runs it: that is what makes results the same for any number of threads.
/// </summary>
internal sealed class Workers : IDisposable
{
    // About 100 µs: the pauses within a step and between two predictions are shorter, those between epochs longer.
    private const int SpinsBeforeSleep = 1000;

    private readonly object gate = new();
    private readonly Thread[] helpers;
    private WorkerArenas? arenas;
    private Action<int, int>? work;
    private Exception? failure;
    private int failedItem;
    private int items;
    private int next;
    private int busy;
    private int round;
    private volatile bool isStopped;

    /// <summary>A team of <paramref name="threads"/>, the calling thread included.</summary>
    public Workers(int threads)
    {
        helpers = new Thread[Check.Positive(threads) - 1];
        for (var i = 0; i < helpers.Length; i++)
        {
            var worker = i + 1;
            helpers[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"Convnet worker {worker}" };
            helpers[i].Start();
        }
    }

    /// <summary>How many threads work, the caller included.</summary>
    public int Count => helpers.Length + 1;

    /// <summary>Whether the caller works alone, on what is too little to wake its helpers for.</summary>
    public bool LetsHelpersSleep { get; set; }

    /// <summary>The memory of a worker while it works on an item; nothing made in it may outlive the run.</summary>
    public Arena Arena(int worker) => arenas![worker];

    /// <summary>Runs <paramref name="action"/> (worker, item) for each item; returns when all are done.</summary>
    /// <exception cref="Exception">What the item of the least number threw.</exception>
    public void Run(int itemCount, Action<int, int> action)
    {
        (work, items, failure, failedItem) = (action, itemCount, null, int.MaxValue);
        arenas = WorkerArenas.Take(Count, arenas);
        Volatile.Write(ref next, 0);
        var isShared = helpers.Length > 0 && itemCount > 1 && !LetsHelpersSleep;
        if (isShared)
        {
            Volatile.Write(ref busy, helpers.Length);
            lock (gate)
            {
                round++;
                Monitor.PulseAll(gate);
            }
        }

        RunItems(0);
        if (isShared)
        {
            Await(() => Volatile.Read(ref busy) == 0);
        }

        work = null;
        arenas.Return();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isStopped = true;
            Monitor.PulseAll(gate);
        }

        foreach (var helper in helpers)
        {
            helper.Join();
        }
    }

    private void Serve(int worker)
    {
        var seen = 0;
        while (true)
        {
            Await(() => Volatile.Read(ref round) != seen || isStopped);
            if (isStopped)
            {
                return;
            }

            seen++;
            RunItems(worker);
            if (Interlocked.Decrement(ref busy) == 0)
            {
                lock (gate)
                {
                    Monitor.PulseAll(gate);
                }
            }
        }
    }

    private void RunItems(int worker)
    {
        for (var item = Take(); item < items; item = Take())
        {
            try
            {
                work!(worker, item);
            }
            catch (Exception exception)
            {
                Fail(item, exception);
            }
        }
    }

    private int Take() => Interlocked.Increment(ref next) - 1;

    private void Fail(int item, Exception exception)
    {
        lock (gate)
        {
            if (item < failedItem)
            {
                (failure, failedItem) = (exception, item);
            }
        }
    }

    private void Await(Func<bool> condition)
    {
        for (var i = 0; i < SpinsBeforeSleep; i++)
        {
            if (condition())
            {
                return;
            }

            Thread.SpinWait(8);
        }

        lock (gate)
        {
            while (!condition())
            {
                Monitor.Wait(gate);
            }
        }
    }
}
