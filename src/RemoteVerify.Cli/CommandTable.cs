using System.CommandLine;
using RemoteVerify.Cli.Commands.Face;
using RemoteVerify.Cli.Commands.Models;
using RemoteVerify.Cli.Commands.People;

namespace RemoteVerify.Cli;

/// <summary>The table of contents of the command line.</summary>
internal static class CommandTable
{
    public static IEnumerable<Command> All()
    {
        yield return new Command("face", "Faces: find, compare, judge.") { DetectCommand.Create(), CompareCommand.Create(), AttackCommand.Create() };
        yield return new Command("models", "The networks.") { ModelsListCommand.CreateList(), ModelsListCommand.CreateCheck(), ModelsPullCommand.Create() };
        yield return new Command("people", "The synthetic people.") { AtlasCommand.Create() };
    }

    /// <summary>The option that every command has.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print exactly one JSON document on standard output." };
}
