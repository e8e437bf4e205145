using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Convnet;

/// <summary>NEON (32 registers) or SSE (16) of 4 floats or 2 doubles.</summary>
internal readonly unsafe struct Width128<T> : IVectorWidth<Vector128<T>, T>
    where T : unmanaged
{
    public static int Lanes => Vector128<T>.Count;

    public static int UsualRows => AdvSimd.IsSupported ? 8 : 6;

    public static int MostRows => AdvSimd.IsSupported ? 12 : 6;

    public static Vector128<T> Broadcast(T* source) => Vector128.Create(*source);

    public static Vector128<T> Load(T* source) => Vector128.Load(source);

    public static void Store(Vector128<T> value, T* target) => value.Store(target);

    public static Vector128<T> MultiplyAdd(Vector128<T> left, Vector128<T> right, Vector128<T> addend) =>
        typeof(T) == typeof(float)
            ? Vector128.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>()
            : Vector128.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>();

    public static Vector128<T> Create(T value) => Vector128.Create(value);

    public static Vector128<T> Add(Vector128<T> left, Vector128<T> right) => left + right;

    public static Vector128<T> Subtract(Vector128<T> left, Vector128<T> right) => left - right;

    public static Vector128<T> Multiply(Vector128<T> left, Vector128<T> right) => left * right;

    public static Vector128<T> IsAboveOrNaN(Vector128<T> left, Vector128<T> right) =>
        Vector128.GreaterThan(left, right) | ~Vector128.Equals(left, left);

    public static Vector128<T> Select(Vector128<T> mask, Vector128<T> left, Vector128<T> right) =>
        Vector128.ConditionalSelect(mask, left, right);
}
