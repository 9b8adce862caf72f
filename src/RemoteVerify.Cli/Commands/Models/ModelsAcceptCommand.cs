using System.CommandLine;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.Models;

/// <summary><c>rv models accept</c>: records that the operator knows and accepts where a set comes from; Production asks for it.</summary>
internal static class ModelsAcceptCommand
{
    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Option<string> set = new("--set") { Description = "The model set.", Required = true };
        Option<string> by = new("--by") { Description = "Who accepts: a person or an office, as it shall stand in the record.", Required = true };
        Option<string> to = new("--out") { Description = "The record; without it model-acceptance-SET.json here." };
        Command command = new("accept", "Record that the origin of a set is known and accepted. The service takes the set in Production only with this record (Service:ModelAcceptanceFile).") { set, by, to, json };
        command.SetAction(parsed =>
        {
            ModelCatalog catalog = Cli.Models.Catalog(parsed.GetValue(set)!);
            string name = parsed.GetValue(by)!.Trim();
            RequireAcceptable(catalog, name);
            ProvenanceAcceptance record = ProvenanceAcceptance.Of(catalog, name, TimeProvider.System.GetUtcNow());
            string path = parsed.GetValue(to) ?? $"model-acceptance-{catalog.Set.Name}.json";
            InputFiles.Write(path, record.Write());
            new Output(parsed.GetValue(json)).Answer(new { file = path, record.Set, record.AcceptedBy, record.AcceptedAt, record.Models, record.Sentences }, writer =>
            {
                writer.WriteLine($"{name} accepts for the model set {catalog.Set.Name}:");
                foreach (string sentence in record.Sentences)
                {
                    writer.WriteLine($"  - {sentence}");
                }

                writer.WriteLine($"Recorded in {path} for exactly these {record.Models.Count} files. Name it to the service as Service:ModelAcceptanceFile.");
            });
            return ExitCodes.Positive;
        });
        return command;
    }

    private static void RequireAcceptable(ModelCatalog catalog, string name)
    {
        if (name.Length == 0)
        {
            throw CommandException.WrongUse("--by must name somebody.");
        }

        if (catalog.Grade == ModelGrade.Demo)
        {
            throw CommandException.WrongUse($"The model set {catalog.Set.Name} is of demo grade: Production refuses it, and no acceptance changes that.");
        }

        if (catalog.Set.MustBeAccepted.Count == 0)
        {
            throw CommandException.WrongUse($"There is nothing to accept about the model set {catalog.Set.Name}.");
        }

        if (catalog.Missing() is { Count: > 0 } missing)
        {
            throw CommandException.Environment(ModelChoice.MissingSentence(catalog, missing));
        }
    }
}
