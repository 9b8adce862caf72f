using System.CommandLine;

namespace RemoteVerify.Cli;

/// <summary>The table of contents of the command line.</summary>
internal static class CommandTable
{
    public static IEnumerable<Command> All()
    {
        yield break;
    }

    /// <summary>The option that every command has.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print exactly one JSON document on standard output." };
}
