namespace Convnet;

/// <summary>What <see cref="Tile{TWidth, TVector, T}"/> needs of one vector width, so that one micro-kernel serves them all.</summary>
internal unsafe interface IVectorWidth<TVector, T>
    where TVector : struct
    where T : unmanaged
{
    /// <summary>Elements in one vector.</summary>
    static abstract int Lanes { get; }

    /// <summary>Rows of a tile in the middle of a matrix.</summary>
    static abstract int UsualRows { get; }

    /// <summary>Most rows that a tile of two vectors can have without spilling registers.</summary>
    static abstract int MostRows { get; }

    /// <summary>One element in every lane.</summary>
    static abstract TVector Broadcast(T* source);

    /// <summary>The elements from an address on, aligned or not.</summary>
    static abstract TVector Load(T* source);

    /// <summary>Writes all lanes to an address, aligned or not.</summary>
    static abstract void Store(TVector value, T* target);

    /// <summary>left·right + addend, with one rounding where the hardware has fused multiply-add.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>A number that is known when the kernel is compiled, in every lane.</summary>
    static abstract TVector Create(T value);

    /// <summary>left + right.</summary>
    static abstract TVector Add(TVector left, TVector right);

    /// <summary>left − right.</summary>
    static abstract TVector Subtract(TVector left, TVector right);

    /// <summary>left·right.</summary>
    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>A mask of the lanes where left is above right, or is not a number.</summary>
    static abstract TVector IsAboveOrNaN(TVector left, TVector right);

    /// <summary>left where a mask of <see cref="IsAboveOrNaN"/> is set, else right.</summary>
    static abstract TVector Select(TVector mask, TVector left, TVector right);
}
