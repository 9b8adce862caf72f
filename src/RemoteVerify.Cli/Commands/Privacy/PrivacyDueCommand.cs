using System.CommandLine;
using System.Globalization;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Storage;

namespace RemoteVerify.Cli.Commands.Privacy;

/// <summary><c>rv privacy due</c>: what the purge of a service would destroy. It destroys nothing.</summary>
internal static class PrivacyDueCommand
{
    public static Command Create()
    {
        ServiceStore store = new();
        RetentionInput retention = new();
        Option<string> tenant = new("--tenant") { Description = "Of this tenant only." };
        Option<bool> onlyVerified = new("--production") { Description = "As in Production: by rules that a lawyer verified, and by no other." };
        Option<bool> json = CommandTable.Json();
        Command command = new("due", "A dry run of the purge: classes of data past their retention, and what keeps them.") { tenant, onlyVerified, json };
        store.AddTo(command);
        retention.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            RetentionSchedule schedule = retention.Read(parsed) with { OnlyVerified = parsed.GetValue(onlyVerified) };
            await using RelationalStorage storage = await store.OpenAsync(parsed, cancellationToken);
            ProcedureLibrary procedures = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true));
            PurgeReport report = await new DueData(storage, schedule, procedures, TimeProvider.System)
                .ListAsync(parsed.GetValue(tenant) is { } one ? new TenantId(one) : null, cancellationToken);
            new Output(parsed.GetValue(json)).Answer(Document(report, schedule), writer => Write(report, writer));
            return ExitCodes.Positive;
        });
        return command;
    }

    private static object Document(PurgeReport report, RetentionSchedule schedule) => new
    {
        schedule = schedule.Version,
        casesLookedAt = report.Looked,
        due = report.Lines.Count(line => line.State == PurgeState.Due),
        held = report.Lines.Count(line => line.State == PurgeState.Held),
        notReviewed = report.Lines.Count(line => line.State == PurgeState.NotReviewed),
        lines = report.Lines.Select(line => new
        {
            tenant = line.Tenant.Value, caseId = line.CaseId.Value, caseCode = line.CaseCode, dataClass = line.DataClass, rule = line.Rule, since = line.Since, state = line.State,
        }),
    };

    private static void Write(PurgeReport report, TextWriter writer)
    {
        foreach (PurgeLine line in report.Lines)
        {
            string state = line.State switch { PurgeState.Due => "would be destroyed", PurgeState.Held => "held", _ => "kept: nobody verified the rule" };
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line.Tenant} {line.CaseCode} {line.DataClass}: over since {VietnamTime.Day(line.Since):yyyy-MM-dd} by rule {line.Rule}; {state}"));
        }

        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Ended cases looked at: {report.Looked}. Classes that would be destroyed: {report.Lines.Count(line => line.State == PurgeState.Due)}. Nothing was destroyed."));
    }
}
