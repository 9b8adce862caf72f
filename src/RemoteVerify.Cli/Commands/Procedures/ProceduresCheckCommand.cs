using System.CommandLine;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Importing;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage;

namespace RemoteVerify.Cli.Commands.Procedures;

/// <summary><c>rv procedures check</c>: everything that is wrong with versions of procedures, at once.</summary>
internal static class ProceduresCheckCommand
{
    public static Command Create()
    {
        Argument<string> path = new("path") { Description = "A version of a procedure, a working calendar or a template of a paper (JSON), or a folder with such files." };
        Option<bool> production = new("--production") { Description = "Unverified versions are faults, as in Production." };
        Option<string> data = new("--data") { Description = "Data directory of a service; the files are compared with what was imported there too." };
        Option<bool> json = CommandTable.Json();
        Command command = new("check", "Check versions of procedures: shape, dates, order of signatures, fees, phrases.") { path, production, data, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            bool strict = parsed.GetValue(production);
            IReadOnlyList<DataFile> files = ProcedureFiles.Read(parsed.GetValue(path)!);
            ProcedureSnapshot existing = await ExistingAsync(parsed.GetValue(data), cancellationToken);
            IReadOnlyList<CheckedFile> found = DataCheck.Of(files, existing, strict);
            new Output(parsed.GetValue(json)).Answer(ProcedureReport.Json(found, strict, imported: null), writer => ProcedureReport.Print(writer, found));
            return ProcedureReport.IsGood(found) ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static async Task<ProcedureSnapshot> ExistingAsync(string? dataDirectory, CancellationToken cancellationToken)
    {
        if (dataDirectory is null)
        {
            return ProcedureLibrary.Delivered;
        }

        ProcedureLibrary library = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));
        SqliteStorage storage = await ServiceStore.OpenAsync(dataDirectory, cancellationToken);
        await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
        return await library.SnapshotAsync(unit, cancellationToken);
    }
}
