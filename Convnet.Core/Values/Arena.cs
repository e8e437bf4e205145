namespace Convnet;

/// <summary>
/// Memory that a worker uses again for slice after slice: the tensors that layers make while a slice runs come from the thread's current
/// arena, and all go back at once when the slice is done. Without a current arena tensors are plain arrays.
/// </summary>
/// <remarks>Not thread-safe: one arena, one thread at a time. Arrays have exactly the length asked for, as MathNet's providers want.</remarks>
internal sealed class Arena(long capacity = Arena.DefaultCapacity)
{
    /// <summary>Floats that one arena keeps at most (256 MiB); beyond that, arrays are plain ones.</summary>
    public const long DefaultCapacity = 64L << 20;

    [ThreadStatic]
    private static Arena? current;

    private readonly Dictionary<int, Shelf> shelves = [];
    private long held;

    /// <summary>Floats that the arena holds, in use or not.</summary>
    public long Held => held;

    /// <summary>Memory of old content from the thread's current arena, where there is one; else a new array of zeros.</summary>
    public static ArraySegment<float> Rent(int length) => current is { } arena ? arena.Take(length) : new float[length];

    /// <summary>Makes this the thread's current arena until the scope is disposed, and then gives everything back at once.</summary>
    public Scope Use() => new(this, returnsAll: true);

    /// <summary>No current arena until the scope is disposed: for layers that may keep what they see.</summary>
    public static Scope Suspend() => new(null, returnsAll: false);

    /// <summary>Makes this the thread's current arena until the scope is disposed; what was taken stays taken until <see cref="ReturnAll"/>.</summary>
    public Scope Continue() => new(this, returnsAll: false);

    /// <summary>All arrays are free again.</summary>
    public void ReturnAll()
    {
        foreach (var shelf in shelves.Values)
        {
            shelf.Used = 0;
        }
    }

    /// <summary>Lets go of all memory.</summary>
    public void Release()
    {
        shelves.Clear();
        held = 0;
    }

    private ArraySegment<float> Take(int length)
    {
        if (!shelves.TryGetValue(length, out var shelf))
        {
            shelves.Add(length, shelf = new());
        }

        if (shelf.Used == shelf.Arrays.Count)
        {
            if (held + length > capacity)
            {
                return new float[length];
            }

            shelf.Arrays.Add(GC.AllocateUninitializedArray<float>(length));
            held += length;
        }

        return shelf.Arrays[shelf.Used++];
    }

    /// <summary>The arrays of one length: the first <see cref="Used"/> are taken.</summary>
    private sealed class Shelf
    {
        public List<float[]> Arrays { get; } = [];

        public int Used { get; set; }
    }

    /// <summary>Restores the arena that was current before.</summary>
    public readonly ref struct Scope
    {
        private readonly Arena? before;
        private readonly Arena? toReturn;

        internal Scope(Arena? arena, bool returnsAll)
        {
            before = current;
            toReturn = returnsAll ? arena : null;
            current = arena;
        }

        public void Dispose()
        {
            current = before;
            toReturn?.ReturnAll();
        }
    }
}
