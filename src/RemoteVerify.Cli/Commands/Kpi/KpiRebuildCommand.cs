using System.CommandLine;
using System.Globalization;
using RemoteVerify.Cases.Figures;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Storage;

namespace RemoteVerify.Cli.Commands.Kpi;

/// <summary><c>rv kpi rebuild</c>: counts every case anew from stamps and log; the figures come out as they were.</summary>
internal static class KpiRebuildCommand
{
    public static Command Create()
    {
        ServiceStore store = new();
        Option<bool> json = CommandTable.Json();
        Command command = new("rebuild", "Count every case anew from its stamps and the log; says how many sums were not what they must be. The service may be running.") { json };
        store.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using RelationalStorage storage = await store.OpenAsync(parsed, cancellationToken);
            CountCases counting = new(storage, new ProcedureLibrary(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true)));
            (int cases, int corrected) = await counting.RebuildAsync(cancellationToken);
            new Output(parsed.GetValue(json)).Answer(new { cases, corrected }, writer => writer.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"Counted {cases} cases; {corrected} sums of days were not what they must be and were put right.")));
            return ExitCodes.Positive;
        });
        return command;
    }
}
