namespace RemoteVerify.Cli;

/// <summary>The exit codes of every command.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and the answer is positive.</summary>
    public const int Positive = 0;

    /// <summary>Done, and the answer is negative: not valid, no match, attack, refused.</summary>
    public const int Negative = 1;

    /// <summary>Wrong use, or input that can't be read.</summary>
    public const int WrongUse = 2;

    /// <summary>The environment lacks something: a file of the installation, a service, a permission.</summary>
    public const int Environment = 3;
}
