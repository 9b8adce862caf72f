namespace RemoteVerify.Signer.Commands;

/// <summary>Ends a command with a sentence for the officer and an exit code: 2 wrong use, 3 the machine lacks something.</summary>
internal sealed class SignerException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static SignerException WrongUse(string message) => new(2, message);

    public static SignerException Environment(string message) => new(3, message);
}
