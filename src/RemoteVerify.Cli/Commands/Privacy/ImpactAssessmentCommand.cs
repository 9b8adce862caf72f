using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Engines.Privacy;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cli.Commands.Procedures;
using RemoteVerify.Storage;

namespace RemoteVerify.Cli.Commands.Privacy;

/// <summary><c>rv privacy impact-assessment</c>: the impact assessment as PDF and JSON, from the data that the service runs on.</summary>
internal static class ImpactAssessmentCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static Command Create()
    {
        ServiceStore store = new();
        RetentionInput retention = new();
        Option<string> target = new("--out") { Description = "The PDF; the same as JSON is written beside it.", Required = true };
        Option<bool> json = CommandTable.Json();
        Command command = new("impact-assessment", "The impact assessment of processing personal data; with --data of the procedures that this service uses, else of those delivered.") { target, json };
        store.AddTo(command);
        retention.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ImpactAssessment assessment = ImpactAssessment.Of(retention.Read(parsed), await ProceduresAsync(store, parsed, cancellationToken), PrivacyTerms.Delivered, TimeProvider.System.GetUtcNow());
            string pdf = parsed.GetValue(target)!, document = Path.ChangeExtension(pdf, ".json");
            InputFiles.Write(pdf, new ImpactAssessmentComposer(PaperFonts.Read(PaperFonts.DefaultFolder)).Compose(assessment).Span);
            InputFiles.Write(document, JsonSerializer.SerializeToUtf8Bytes(assessment, Json));
            new Output(parsed.GetValue(json)).Answer(
                new { pdf, json = document, updateBy = assessment.UpdateBy, isVerified = assessment.IsVerified, classes = assessment.Classes.Count, procedures = assessment.Procedures.Count },
                writer =>
                {
                    writer.WriteLine($"{pdf} and {document}: {assessment.Classes.Count} classes of data, {assessment.Procedures.Count} procedures, to be updated by {assessment.UpdateBy:yyyy-MM-dd}.");
                    if (!assessment.IsVerified)
                    {
                        writer.WriteLine("A trial: not everything in it was verified by a lawyer.");
                    }
                });
            return ExitCodes.Positive;
        });
        return command;
    }

    /// <summary>The versions in force today.</summary>
    private static async Task<IReadOnlyList<Procedure>> ProceduresAsync(ServiceStore store, ParseResult parsed, CancellationToken cancellationToken)
    {
        DateOnly today = VietnamTime.Day(TimeProvider.System.GetUtcNow());
        if (!store.IsNamed(parsed))
        {
            return ProcedureCatalog.Delivered().InForce(today);
        }

        await using RelationalStorage storage = await store.OpenAsync(parsed, cancellationToken);
        await using IUnitOfWork unit = await storage.BeginAsync(cancellationToken);
        return (await new ProcedureLibrary(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: true)).ReadAsync(unit, cancellationToken)).InForce(today);
    }
}
