using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FsCheck;
using FsCheck.Xunit;
using Xunit.v3;

namespace Convnet.PropertyTests;

/// <summary>
/// A property of so many cases, times what CONVNET_TEST_SCALE says: 10 for a run at night. CONVNET_REPLAY names the case that a failure printed,
/// which is then the first. It stands before FsCheck's attribute of that name in all files of this project; those in F# name it in full.
/// </summary>
[XunitTestCaseDiscoverer(typeof(PropertyDiscoverer))]
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("xUnit", "xUnit3003", Justification = "FsCheck's attribute takes no place in the source.")]
public sealed class PropertyAttribute : FsCheck.Xunit.PropertyAttribute
{
    /// <summary>A property of a hundred cases, times the scale.</summary>
    public PropertyAttribute()
    {
        MaxTest = 100;
        Replay = Environment.GetEnvironmentVariable(Replaying.Variable);
    }

    /// <summary>How many cases, before the scale.</summary>
    public new int MaxTest
    {
        get => base.MaxTest;
        set => base.MaxTest = Scaled(value);
    }

    /// <summary>What properties that stand in the middle of a test are checked with: so many cases, times the scale, and an exception where one fails.</summary>
    public static Config Cases(int count = 100) => Config.QuickThrowOnFailure.WithMaxTest(Scaled(count));

    internal static int Scaled(int count) => Scaled(count, Environment.GetEnvironmentVariable("CONVNET_TEST_SCALE"));

    internal static int Scaled(int count, string? scale) =>
        string.IsNullOrEmpty(scale) ? count : checked(count * int.Parse(scale, CultureInfo.InvariantCulture));
}
