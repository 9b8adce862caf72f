using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Cli.Commands.PilotReport;

/// <summary>A report of measurements as it lies in <c>models/reports</c>.</summary>
internal sealed record QuotedReport(string File, string Sha256, IReadOnlyList<MarkdownBlock> Blocks)
{
    public static QuotedReport Read(string folder, string name)
    {
        byte[] bytes = InputFiles.Read(Path.Combine(folder, name));
        return new QuotedReport($"models/reports/{name}", Convert.ToHexStringLower(SHA256.HashData(bytes)), MarkdownBlocks.Read(Encoding.UTF8.GetString(bytes)));
    }
}

/// <summary>Everything that the report says, gathered from files; nothing is worked out anew.</summary>
/// <param name="Organisation">Who issues it.</param>
/// <param name="Signer">Subject of the certificate that signs it.</param>
/// <param name="IsTrial">Every page is marked: networks, procedures or the signing key are not for real use.</param>
internal sealed record PilotFacts(
    string Organisation, string Signer, string Software, DateTimeOffset At, ModelCatalog Models, IReadOnlyList<QuotedReport> Accuracy, IReadOnlyList<QuotedReport> Attacks,
    IReadOnlyList<Procedure> Procedures, IReadOnlyList<string> Limits, bool IsTrial)
{
    private const string LimitsHeading = "Limits and honesty";

    /// <param name="root">The folder of the installation, with README and models.</param>
    /// <param name="models">The set in use.</param>
    /// <param name="procedures">Versions of procedures; those in force that day are told.</param>
    /// <param name="signedByDevelopment">The signing key is of a development hierarchy.</param>
    public static PilotFacts Gather(
        string root, string organisation, string signer, DateTimeOffset now, ModelCatalog models, ProcedureCatalog procedures, bool signedByDevelopment)
    {
        string reports = Path.Combine(root, "models", "reports");
        string[] files = Directory.Exists(reports) ? [.. Directory.EnumerateFiles(reports, "*.md").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)] : [];
        string set = models.Set.Name;
        string readme = Path.Combine(root, "README.md");
        IReadOnlyList<string> limits = [.. MarkdownBlocks.ItemsOf(MarkdownBlocks.Read(Encoding.UTF8.GetString(InputFiles.Read(readme))), LimitsHeading)];
        if (limits.Count == 0)
        {
            throw CommandException.Environment($"{readme} has no section '{LimitsHeading}'; a report without limits is not written.");
        }

        IReadOnlyList<Procedure> inForce = procedures.InForce(VietnamTime.Day(now));
        return new PilotFacts(
            organisation, signer, $"RemoteVerify {typeof(PilotFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}", now, models,
            [.. files.Where(f => f == $"verification-{set}.md" || IsPartOf(f, $"verification-{set}-", models)).Select(f => QuotedReport.Read(reports, f))],
            [.. files.Where(f => f is "injection.md" or "morphs.md" || f == $"attacks-{AttackSet(set)}.md" || f == $"attacks-{AttackSet(set)}-rendered.md").Select(f => QuotedReport.Read(reports, f))],
            inForce, limits, signedByDevelopment || models.Grade != ModelGrade.Production || inForce.Any(p => p.IsTest));
    }

    /// <summary>A fusion detects attacks with the networks of the set that it extends.</summary>
    private static string AttackSet(string set) => set.EndsWith("-fusion", StringComparison.Ordinal) ? set[..^"-fusion".Length] : set;

    /// <summary>The report of one of the set's recognisers alone.</summary>
    private static bool IsPartOf(string file, string prefix, ModelCatalog models) =>
        file.StartsWith(prefix, StringComparison.Ordinal) && models.Models.Any(m => file == $"{prefix}{m.Id}.md");
}
