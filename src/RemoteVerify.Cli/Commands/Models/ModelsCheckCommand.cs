using System.CommandLine;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.Models;

/// <summary><c>rv models check</c>: whether every file of a set is here and unaltered.</summary>
internal static class ModelsCheckCommand
{
    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Option<string> set = new("--set") { Description = "The model set.", DefaultValueFactory = _ => Cli.Models.DefaultSet };
        Command command = new("check", "Look whether every file of a set is here and unaltered.") { set, json };
        command.SetAction(parsed =>
        {
            ModelCatalog catalog = Cli.Models.Catalog(parsed.GetValue(set)!);
            IReadOnlyList<ModelEntry> missing = catalog.Missing();
            new Output(parsed.GetValue(json)).Answer(
                new { set = catalog.Set.Name, complete = missing.Count == 0, missing = missing.Select(model => model.FileName), grade = catalog.Grade },
                writer => writer.WriteLine(missing.Count == 0
                    ? $"The model set {catalog.Set.Name} is complete ({catalog.Models.Count} files, {catalog.Grade} grade)."
                    : ModelChoice.MissingSentence(catalog, missing)));
            return missing.Count == 0 ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }
}
