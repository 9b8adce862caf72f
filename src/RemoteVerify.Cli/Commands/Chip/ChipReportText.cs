using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.PassiveAuthentication;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>The verdict on a chip in lines for people.</summary>
internal static class ChipReportText
{
    public static void Write(TextWriter writer, ChipReport report)
    {
        writer.WriteLine($"Verdict: {WireNames.Kebab(report.Verdict)}; passive authentication {WireNames.Upper(report.PassiveAuthentication)}, active {report.ActiveAuthentication}, chip {report.ChipAuthentication}");
        foreach (Finding finding in report.Findings)
        {
            writer.WriteLine($"  {WireNames.Kebab(finding.Severity)}: {finding.Code} ({finding.Clause}): {finding.Message}");
        }

        writer.WriteLine($"Data groups: {string.Join(", ", report.DataGroups.Select(group => $"DG{group.Key} {WireNames.Upper(group.Value)}"))}");
        if (report.Holder is { } holder)
        {
            writer.WriteLine($"Holder: {holder.FullName}, born {holder.BirthDate:yyyy-MM-dd}, {holder.Sex}, {holder.Nationality}, number {holder.PersonalNumber ?? holder.DocumentNumber}, expires {holder.ExpiryDate:yyyy-MM-dd}");
        }

        if (report.Portrait is { } portrait)
        {
            writer.WriteLine($"Portrait: {portrait.Format}, {portrait.WidthPixels} x {portrait.HeightPixels}, {portrait.Bytes.Length} bytes");
        }
    }
}
