using System.CommandLine;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.Models;

/// <summary><c>rv models list</c>: which sets and networks are known, where they come from, and whether they are here.</summary>
internal static class ModelsListCommand
{
    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("list", "The known sets and networks: source, licence, grade, hash, and whether the files are here.") { json };
        command.SetAction(parsed =>
        {
            ModelManifest manifest = Cli.Models.Manifest();
            string inUse = Cli.Models.DefaultSet;
            List<ListedSet> sets = [.. manifest.Sets.Select(set => Listed(set, inUse))];
            List<ListedModel> models = [.. manifest.Models.Select(model => Listed(model, manifest))];
            new Output(parsed.GetValue(json)).Answer(new { sets, models }, writer => Write(writer, sets, models));
            return ExitCodes.Positive;
        });
        return command;
    }

    private static ListedSet Listed(ModelSet set, string inUse)
    {
        ModelCatalog catalog = Cli.Models.Catalog(set.Name);
        return new ListedSet(set.Name, catalog.Grade, catalog.Missing().Count == 0, set.Name == inUse, set.Description, set.MustBeAccepted);
    }

    private static ListedModel Listed(ModelEntry model, ModelManifest manifest) => new(
        model.Id, model.FileName, model.Task, model.Licence, model.Grade, model.Sha256, model.Source.ToString(), Cli.Models.Folders.Path(model.Sha256, model.FileName),
        [.. manifest.Sets.Where(set => set.ModelIds.Contains(model.Id)).Select(set => set.Name)]);

    private static void Write(TextWriter writer, List<ListedSet> sets, List<ListedModel> models)
    {
        foreach (ListedSet set in sets)
        {
            writer.WriteLine($"set {set.Name}: {set.Grade} grade, {(set.Complete ? "complete" : "not complete")}{(set.InUse ? ", in use" : "")}");
            writer.WriteLine($"        {set.Description}");
        }

        writer.WriteLine();
        foreach (ListedModel model in models)
        {
            writer.WriteLine($"{(model.File is null ? "missing" : "here   ")} {model.Id} ({model.Task}; {string.Join(", ", model.Sets)})");
            writer.WriteLine($"        {model.FileName}, {model.Grade} grade, {model.Licence}");
            writer.WriteLine($"        {model.Source}");
            writer.WriteLine($"        sha256 {model.Sha256}");
        }
    }

    private sealed record ListedSet(string Name, string Grade, bool Complete, bool InUse, string Description, IReadOnlyList<string> MustBeAccepted);

    private sealed record ListedModel(
        string Id, string FileName, string Task, string Licence, string Grade, string Sha256, string Source, string? File, IReadOnlyList<string> Sets);
}
