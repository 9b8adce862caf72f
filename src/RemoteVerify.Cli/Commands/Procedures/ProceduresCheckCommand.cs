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
        ServiceStore store = new();
        Option<bool> json = CommandTable.Json();
        Command command = new("check", "Check versions of procedures: shape, dates, order of signatures, fees, phrases; with a service named, also against what was imported there.") { path, production, json };
        store.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            bool strict = parsed.GetValue(production);
            IReadOnlyList<DataFile> files = ProcedureFiles.Read(parsed.GetValue(path)!);
            ProcedureSnapshot existing = await ExistingAsync(store, parsed, cancellationToken);
            IReadOnlyList<CheckedFile> found = DataCheck.Of(files, existing, strict);
            new Output(parsed.GetValue(json)).Answer(ProcedureReport.Json(found, strict, imported: null), writer => ProcedureReport.Print(writer, found));
            return ProcedureReport.IsGood(found) ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static async Task<ProcedureSnapshot> ExistingAsync(ServiceStore store, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (!store.IsNamed(parsed))
        {
            return ProcedureLibrary.Delivered;
        }

        ProcedureLibrary library = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));
        await using RelationalStorage storage = await store.OpenAsync(parsed, cancellationToken);
        await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
        return await library.SnapshotAsync(unit, cancellationToken);
    }
}
