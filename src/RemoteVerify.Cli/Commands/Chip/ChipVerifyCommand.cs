using System.CommandLine;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.Pki;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary><c>rv chip verify</c> and <c>show</c>: what a chip says and whether it is genuine.</summary>
internal static class ChipVerifyCommand
{
    public static Command CreateVerify() => Create("verify", "Verify a chip: integrity, authenticity, trust (ICAO 9303-11, 9303-12).", judged: true);

    public static Command CreateShow() => Create("show", "Show what a chip says; the exit code says nothing about trust.", judged: false);

    private static Command Create(string name, string description, bool judged)
    {
        Argument<string?> input = new("chip") { Description = "Folder or ZIP with the files of the chip (EF_SOD.bin, EF_DG1.bin ...), or a service's evidence of one chip.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> evidence = new("--evidence") { Description = "What shows that the chip itself was there: a service's evidence of one chip, or challenge, answer and ephemeral key alone (JSON)." };
        Option<bool> json = CommandTable.Json();
        ChipTrust trust = new();
        Command command = new(name, description) { input, evidence, json };
        trust.AddTo(command);
        command.SetAction(parsed =>
        {
            ChipReport report = Verify(parsed.GetValue(input), parsed.GetValue(evidence), trust.Read(parsed));
            new Output(parsed.GetValue(json)).Answer(ChipReportJson.Write(report, withHolder: true), writer => Write(writer, report));
            return !judged || report.IsAccepted ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static ChipReport Verify(string? path, string? evidenceFile, ChipTrustInput trust)
    {
        try
        {
            (IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, PossessionEvidence? evidence) = ChipInput.Read(path, evidenceFile);
            return ChipVerifier.Verify(ChipFiles.FromNamed(files), trust.Store, trust.Crls, trust.Policy, trust.At, evidence);
        }
        catch (Exception exception) when (exception is IdDocumentFormatException or PkiFormatException)
        {
            throw CommandException.WrongUse($"{path ?? evidenceFile} can't be read as a chip: {exception.Message}");
        }
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
