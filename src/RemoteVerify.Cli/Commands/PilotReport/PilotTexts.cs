using System.Text.Json;
using RemoteVerify.Cli.Commands.Keys;

namespace RemoteVerify.Cli.Commands.PilotReport;

/// <summary>A term of the report's glossary.</summary>
internal sealed record PilotTerm(string Name, string Vi, string En);

/// <summary>The words of the report, which are data (<c>pilot-report.json</c>).</summary>
internal sealed record PilotTexts(
    TwoTexts Title, TwoTexts Subject, string Mark, TwoTexts Statement, TwoTexts Organisation, TwoTexts Made, TwoTexts Software, TwoTexts Set, TwoTexts Grade,
    IReadOnlyDictionary<string, TwoTexts> Grades, TwoTexts Signer, TwoTexts Overview, TwoTexts OverviewText, IReadOnlyList<TwoTexts> ThresholdHead, IReadOnlyDictionary<string, TwoTexts> Roles,
    TwoTexts Networks, TwoTexts NetworksText, IReadOnlyList<TwoTexts> NetworkHead, TwoTexts Accuracy, TwoTexts Attacks, TwoTexts Quoted, TwoTexts Missing,
    TwoTexts Procedures, TwoTexts ProceduresText, IReadOnlyList<TwoTexts> ProcedureHead, TwoTexts Verified, TwoTexts Unverified,
    TwoTexts Limits, TwoTexts LimitsText, IReadOnlyDictionary<string, string> LimitTexts, TwoTexts Glossary, IReadOnlyList<PilotTerm> Terms, IReadOnlyList<TwoTexts> TermHead,
    IReadOnlyDictionary<string, string> Headings, IReadOnlyDictionary<string, string> Columns, TwoTexts Foot)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    public static PilotTexts Read()
    {
        using Stream file = typeof(PilotTexts).Assembly.GetManifestResourceStream("pilot-report.json") ?? throw new InvalidOperationException("The words of the pilot report are not built in.");
        return JsonSerializer.Deserialize<PilotTexts>(file, Options)!;
    }
}
