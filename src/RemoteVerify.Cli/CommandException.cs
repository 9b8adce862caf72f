namespace RemoteVerify.Cli;

/// <summary>Ends a command with a sentence for the person at the keyboard and an exit code.</summary>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static CommandException WrongUse(string message) => new(ExitCodes.WrongUse, message);

    public static CommandException Environment(string message) => new(ExitCodes.Environment, message);
}
