namespace Convnet.Examples;

/// <summary>From failures to one line on stderr and an exit code: nobody who runs a program wants to read a stack trace.</summary>
internal static class Failures
{
    private const int DataFailed = 1;
    private const int UsageFailed = 2;

    /// <summary>What a program ends with that was stopped: 128 + SIGINT, as shells count.</summary>
    public const int Interrupted = 130;

    /// <summary>Says what is wrong with the command line.</summary>
    public static int Usage(string message) => Say(message, UsageFailed);

    /// <summary>Runs the program, and turns what it throws into an exit code.</summary>
    public static int Guard(Func<int> program)
    {
        try
        {
            return program();
        }
        catch (ProviderException failure)
        {
            return Say(failure.Message, UsageFailed);
        }
        catch (OperationCanceledException)
        {
            return Say("stopped before anything was learned.", Interrupted);
        }
        catch (Exception failure) when (IsExpected(failure))
        {
            return Say(failure.Message, DataFailed);
        }
    }

    /// <summary>Files that are missing or damaged, data that the network does not take, a loss that is not finite; all else is a bug.</summary>
    private static bool IsExpected(Exception failure) =>
        failure
            is IOException
                or UnauthorizedAccessException
                or InvalidDataException
                or ArgumentException
                or TrainingException
                or OutOfMemoryException;

    private static int Say(string message, int exitCode)
    {
        var lines = message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Console.Error.WriteLine($"{AppDomain.CurrentDomain.FriendlyName}: {string.Join(' ', lines)}");
        return exitCode;
    }
}
