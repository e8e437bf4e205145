using System.Runtime.Intrinsics;

namespace Convnet;

/// <summary>AVX2: 16 registers of 8 floats or 4 doubles, of which 12 hold sums.</summary>
internal readonly unsafe struct Width256<T> : IVectorWidth<Vector256<T>, T>
    where T : unmanaged
{
    public static int Lanes => Vector256<T>.Count;

    public static int UsualRows => 6;

    public static int MostRows => 6;

    public static Vector256<T> Broadcast(T* source) => Vector256.Create(*source);

    public static Vector256<T> Load(T* source) => Vector256.Load(source);

    public static void Store(Vector256<T> value, T* target) => value.Store(target);

    public static Vector256<T> MultiplyAdd(Vector256<T> left, Vector256<T> right, Vector256<T> addend) =>
        typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
            : Vector256.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();

    public static Vector256<T> Create(T value) => Vector256.Create(value);

    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;

    public static Vector256<T> Subtract(Vector256<T> left, Vector256<T> right) => left - right;

    public static Vector256<T> Multiply(Vector256<T> left, Vector256<T> right) => left * right;

    public static Vector256<T> IsAboveOrNaN(Vector256<T> left, Vector256<T> right) =>
        Vector256.GreaterThan(left, right) | ~Vector256.Equals(left, left);

    public static Vector256<T> Select(Vector256<T> mask, Vector256<T> left, Vector256<T> right) =>
        Vector256.ConditionalSelect(mask, left, right);
}
