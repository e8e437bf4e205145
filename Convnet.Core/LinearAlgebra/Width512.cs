using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>AVX-512: 32 registers of 16 floats or 8 doubles.</summary>
internal readonly unsafe struct Width512<T> : IVectorWidth<Vector512<T>, T>
    where T : unmanaged
{
    public static int Lanes => Vector512<T>.Count;

    public static int UsualRows => 8;

    public static int MostRows => 12;

    public static Vector512<T> Broadcast(T* source) => Vector512.Create(*source);

    public static Vector512<T> Load(T* source) => Vector512.Load(source);

    public static void Store(Vector512<T> value, T* target) => value.Store(target);

    public static Vector512<T> MultiplyAdd(Vector512<T> left, Vector512<T> right, Vector512<T> addend) =>
        typeof(T) == typeof(float)
            ? Vector512.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
            : Vector512.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();

    public static Vector512<T> Create(T value) => Vector512.Create(value);

    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;

    public static Vector512<T> Subtract(Vector512<T> left, Vector512<T> right) => left - right;

    public static Vector512<T> Multiply(Vector512<T> left, Vector512<T> right) => left * right;

    public static Vector512<T> IsAboveOrNaN(Vector512<T> left, Vector512<T> right) =>
        Vector512.GreaterThan(left, right) | ~Vector512.Equals(left, left);

    public static Vector512<T> Select(Vector512<T> mask, Vector512<T> left, Vector512<T> right) =>
        Vector512.ConditionalSelect(mask, left, right);
}
