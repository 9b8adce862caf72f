using System.CommandLine;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.Models;

/// <summary><c>rv models list</c> and <c>check</c>: which networks are known, where they are published, and whether they are here.</summary>
internal static class ModelsListCommand
{
    public static Command CreateList()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("list", "The known networks: source, licence, grade, hash, and whether the file is here.") { json };
        command.SetAction(parsed =>
        {
            ModelManifest manifest = Cli.Models.Manifest();
            var models = manifest.Models.Select(model => new
            {
                model.Id, model.FileName, model.Task, model.Licence, model.Grade, model.Sha256,
                source = $"{model.Source.Repository} : {model.Source.Path} @ {model.Source.Commit}",
                file = Cli.Models.Folders.Path(model.Sha256, model.FileName),
                sets = manifest.Sets.Where(set => set.ModelIds.Contains(model.Id)).Select(set => set.Name),
            }).ToList();
            new Output(parsed.GetValue(json)).Answer(new { models }, writer =>
            {
                foreach (var model in models)
                {
                    writer.WriteLine($"{(model.file is null ? "missing" : "here   ")} {model.Id} ({model.Task}; {string.Join(", ", model.sets)})");
                    writer.WriteLine($"        {model.FileName}, {model.Grade} grade, {model.Licence}");
                    writer.WriteLine($"        {model.source}");
                    writer.WriteLine($"        sha256 {model.Sha256}");
                }
            });
            return ExitCodes.Positive;
        });
        return command;
    }

    public static Command CreateCheck()
    {
        Option<bool> json = CommandTable.Json();
        Option<string> set = new("--set") { Description = "The model set.", DefaultValueFactory = _ => Cli.Models.DefaultSet };
        Command command = new("check", "Look whether every file of a set is here and unaltered.") { set, json };
        command.SetAction(parsed =>
        {
            ModelCatalog catalog = Cli.Models.Catalog(parsed.GetValue(set)!);
            IReadOnlyList<ModelEntry> missing = catalog.Missing();
            new Output(parsed.GetValue(json)).Answer(
                new { set = catalog.Set.Name, complete = missing.Count == 0, missing = missing.Select(model => model.FileName) },
                writer => writer.WriteLine(missing.Count == 0
                    ? $"The model set {catalog.Set.Name} is complete ({catalog.Models.Count} files, development grade)."
                    : Cli.Models.MissingSentence(catalog, missing)));
            return missing.Count == 0 ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }
}
