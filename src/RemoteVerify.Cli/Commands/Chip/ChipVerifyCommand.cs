using System.CommandLine;
using RemoteVerify.Cli.Commands.Pdf;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary><c>rv chip verify</c> and <c>show</c>: what a chip says and whether it is genuine.</summary>
internal static class ChipVerifyCommand
{
    private static readonly Argument<string> Input = new("chip") { Description = "Folder or ZIP with the files of the chip (EF_SOD.bin, EF_DG1.bin ...)." };
    private static readonly Option<string[]> CountrySigners = new("--csca") { Description = "Country signer certificate that you trust; may be repeated." };
    private static readonly Option<string[]> Intermediates = new("--intermediate") { Description = "Untrusted certificate that may help to build the path (link certificate, document signer); may be repeated." };
    private static readonly Option<string> List = new("--masterlist") { Description = "Master list whose certificates serve as intermediates; its signer is judged under --csca." };
    private static readonly Option<string[]> Crls = new("--crl") { Description = "Revocation list; may be repeated." };
    private static readonly Option<string> At = new("--at") { Description = "Verify as of this time (ISO 8601); now when absent." };

    public static Command CreateVerify() => Create("verify", "Verify a chip: integrity, authenticity, trust (ICAO 9303-11, 9303-12).", judged: true);

    public static Command CreateShow() => Create("show", "Show what a chip says, without judging trust.", judged: false);

    private static Command Create(string name, string description, bool judged)
    {
        Option<bool> json = CommandTable.Json();
        Command command = new(name, description) { Input, CountrySigners, Intermediates, List, Crls, At, json };
        command.SetAction(parsed =>
        {
            ChipReport report = Verify(parsed);
            new Output(parsed.GetValue(json)).Answer(ChipJson.Of(report), writer => Write(writer, report));
            return !judged || report.IsAccepted ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static ChipReport Verify(ParseResult parsed)
    {
        string path = parsed.GetValue(Input)!;
        try
        {
            ChipFiles files = ChipFiles.FromNamed(ChipInput.Read(path));
            CountrySignerStore store = new CountrySignerStore(PdfInput.Certificates(parsed.GetValue(CountrySigners) ?? [])).WithIntermediates(IntermediatesOf(parsed));
            List<Crl> crls = [.. (parsed.GetValue(Crls) ?? []).Select(file => Crl.Read(InputFiles.Read(file)))];
            DateTimeOffset at = parsed.GetValue(At) is { } text ? PdfInput.Time(text) : TimeProvider.System.GetUtcNow();
            return ChipVerifier.Verify(files, store, crls, ChipPolicy.Default, at, null);
        }
        catch (Exception exception) when (exception is IdDocumentFormatException or PkiFormatException)
        {
            throw CommandException.WrongUse($"{path} can't be read as a chip: {exception.Message}");
        }
    }

    private static List<Certificate> IntermediatesOf(ParseResult parsed)
    {
        List<Certificate> certificates = PdfInput.Certificates(parsed.GetValue(Intermediates) ?? []);
        if (parsed.GetValue(List) is { } list)
        {
            certificates.AddRange(MasterList.Read(InputFiles.Read(list)).Certificates);
        }

        return certificates;
    }

    private static void Write(TextWriter writer, ChipReport report)
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
