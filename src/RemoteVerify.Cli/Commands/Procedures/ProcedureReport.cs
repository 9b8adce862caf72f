using System.Globalization;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.Importing;

namespace RemoteVerify.Cli.Commands.Procedures;

/// <summary>What a check or an import found, for people and as JSON.</summary>
internal static class ProcedureReport
{
    public static bool IsGood(IReadOnlyList<CheckedFile> files) => files.All(f => f.Verdict != DataVerdict.Faulty);

    public static object Json(IReadOnlyList<CheckedFile> files, bool production, int? imported) => new
    {
        ok = IsGood(files),
        production,
        imported,
        files = files.Select(f => new
        {
            file = f.File.Name,
            kind = f.File.Kind.ToString().ToLowerInvariant(),
            code = f.File.Entry?.Code,
            version = f.File.Entry?.Version,
            effectiveFrom = Day(f.File.Entry?.From),
            effectiveUntil = Day(f.File.Entry?.Until),
            level = f.File.Procedure?.Level.ToString().ToLowerInvariant(),
            legalReview = f.File.Entry is { } entry ? (entry.IsVerified ? "verified" : "unverified") : null,
            sha256 = f.File.Entry?.Sha256.Hex,
            verdict = f.Verdict.ToString().ToLowerInvariant(),
            faults = f.Faults.Select(fault => new { pointer = fault.Pointer, rule = fault.Rule, message = fault.Message }),
        }),
    };

    public static void Print(TextWriter writer, IReadOnlyList<CheckedFile> files)
    {
        foreach (CheckedFile file in files)
        {
            writer.WriteLine($"{file.File.Name}: {Sentence(file)}");
            foreach (var fault in file.Faults)
            {
                writer.WriteLine($"  {fault}");
            }
        }
    }

    private static string Sentence(CheckedFile file)
    {
        if (file.Verdict == DataVerdict.Faulty)
        {
            return file.Faults.Count == 1 ? "1 fault." : $"{file.Faults.Count} faults.";
        }

        DataEntry entry = file.File.Entry!;
        string until = entry.Until is { } last ? $" until {Day(last)}" : "";
        string level = file.File.Procedure is { } p ? (p.Level == ServiceLevel.Full ? ", toàn trình" : $", một phần ({p.RemainingVisits.Count} visit)") : "";
        return $"{entry.Code} {entry.Version}, from {Day(entry.From)}{until}{level}, {(entry.IsVerified ? "verified" : "NOT VERIFIED: every paper is marked as a trial")}, {(file.Verdict == DataVerdict.New ? "new" : "there already")}.";
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
