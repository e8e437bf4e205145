namespace Convnet;

/// <summary>One float at a time, for what is left behind whole vectors: with the same rounding as they have.</summary>
internal readonly unsafe struct Width32 : IVectorWidth<float, float>
{
    public static int Lanes => 1;

    public static int UsualRows => 1;

    public static int MostRows => 1;

    public static float Broadcast(float* source) => *source;

    public static float Load(float* source) => *source;

    public static void Store(float value, float* target) => *target = value;

    public static float MultiplyAdd(float left, float right, float addend) =>
        float.MultiplyAddEstimate(left, right, addend);

    public static float Create(float value) => value;

    public static float Add(float left, float right) => left + right;

    public static float Subtract(float left, float right) => left - right;

    public static float Multiply(float left, float right) => left * right;

    public static float IsAboveOrNaN(float left, float right) => left > right || float.IsNaN(left) ? 1 : 0;

    public static float Select(float mask, float left, float right) => mask == 0 ? right : left;
}
