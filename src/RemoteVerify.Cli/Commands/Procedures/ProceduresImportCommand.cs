using System.CommandLine;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Importing;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage;

namespace RemoteVerify.Cli.Commands.Procedures;

/// <summary><c>rv procedures import</c>: puts versions into a service's database; they count from their first day on, without a restart.</summary>
internal static class ProceduresImportCommand
{
    /// <summary>Imports are for every tenant of a service, so they are recorded under none of them.</summary>
    private static readonly TenantId Operator = new("operator");

    public static Command Create()
    {
        Argument<string> path = new("path") { Description = "A version of a procedure, a working calendar or a template of a paper (JSON), or a folder with such files." };
        ServiceStore store = new();
        Option<bool> production = new("--production") { Description = "Refuse unverified versions, as Production does." };
        Option<string> by = new("--by") { Description = "Who imports, for the audit log; else the account that runs the command." };
        Option<bool> json = CommandTable.Json();
        Command command = new("import", "Import versions of procedures, working calendars and templates: all files or none.") { path, production, by, json };
        store.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            bool strict = parsed.GetValue(production);
            IReadOnlyList<DataFile> files = ProcedureFiles.Read(parsed.GetValue(path)!);
            await using RelationalStorage storage = await store.OpenAsync(parsed, cancellationToken);
            ProcedureLibrary library = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));
            IReadOnlyList<CheckedFile> found = await CheckAsync(storage, library, files, strict, cancellationToken);
            Output output = new(parsed.GetValue(json));
            if (!ProcedureReport.IsGood(found))
            {
                output.Answer(ProcedureReport.Json(found, strict, imported: 0), writer => ProcedureReport.Print(writer, found));
                Output.Message("Nothing was imported.");
                return ExitCodes.Negative;
            }

            ImportProcedures act = new(new Desk(storage, TimeProvider.System), library);
            Outcome<IReadOnlyList<CheckedFile>> done = await act.DoAsync(Actor.Service(Operator), parsed.GetValue(by) ?? Environment.UserName, files, strict, cancellationToken);
            if (!done.IsDone)
            {
                throw CommandException.Environment($"{done.Refusal!.Message} ({done.Refusal.Code})");
            }

            int imported = done.Value.Count(f => f.Verdict == DataVerdict.New);
            output.Answer(ProcedureReport.Json(done.Value, strict, imported), writer =>
            {
                ProcedureReport.Print(writer, done.Value);
                writer.WriteLine($"Imported: {imported}. Cases that are open keep the version that they were opened with.");
            });
            return ExitCodes.Positive;
        });
        return command;
    }

    private static async Task<IReadOnlyList<CheckedFile>> CheckAsync(
        RelationalStorage storage, ProcedureLibrary library, IReadOnlyList<DataFile> files, bool production, CancellationToken cancellationToken)
    {
        await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
        return DataCheck.Of(files, await library.SnapshotAsync(unit, cancellationToken), production);
    }
}
