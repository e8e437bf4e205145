using System.Reflection;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Convnet.PropertyTests;

/// <summary>Runs the tests as xunit does, and puts behind the message of a property that failed the command that replays its case.</summary>
public sealed partial class Replaying : XunitTestFramework
{
    /// <summary>Where a case that is to be replayed is named.</summary>
    public const string Variable = "CONVNET_REPLAY";

    /// <summary>A message, with the command behind it where it names a case.</summary>
    /// <param name="message">What failed.</param>
    /// <param name="project">The project of the test.</param>
    /// <param name="method">The test, by its full name; in F# there are spaces in it.</param>
    internal static string WithCommand(string message, string project, string method) =>
        Failing().Match(message) is { Success: true } match
            ? $"{message}{Environment.NewLine}Replay: {Variable}={match.Groups[1]} dotnet run -c Release --project {project} -- -method \"{method}\""
            : message;

    /// <inheritdoc/>
    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly) =>
        new Executor((IXunitTestAssembly)CreateDiscoverer(assembly).TestAssembly, assembly.GetName().Name!);

    [GeneratedRegex(@"Replay directly at failing step with \((\d+,\d+,\d+)\)")]
    private static partial Regex Failing();

    private sealed class Executor(IXunitTestAssembly assembly, string project) : XunitTestFrameworkExecutor(assembly)
    {
        public override ValueTask RunTestCases(
            IReadOnlyCollection<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions,
            CancellationToken cancellationToken
        ) =>
            base.RunTestCases(
                testCases,
                new Sink(executionMessageSink, project, testCases.ToDictionary(test => test.UniqueID)),
                executionOptions,
                cancellationToken
            );
    }

    private sealed class Sink(IMessageSink inner, string project, IReadOnlyDictionary<string, IXunitTestCase> cases)
        : IMessageSink
    {
        public bool OnMessage(IMessageSinkMessage message)
        {
            // Properties in the middle of a test are not given the variable.
            if (
                message is ITestFailed failed
                && failed.ExceptionTypes[0] == typeof(PropertyFailedException).FullName
                && cases.TryGetValue(failed.TestCaseUniqueID, out var test)
            )
            {
                failed.Messages[0] = WithCommand(
                    failed.Messages[0],
                    project,
                    $"{test.TestClassName}.{test.TestMethodName}"
                );
            }

            return inner.OnMessage(message);
        }
    }
}
