using System.CommandLine;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.ChipAuthentication;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.Pki;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary><c>rv chip verify</c>: is a chip genuine.</summary>
internal static class ChipVerifyCommand
{
    public static Command Create()
    {
        Argument<string> input = new("chip") { Description = "Folder or ZIP with the files of the chip (EF_SOD.bin, EF_DG1.bin ...)." };
        Option<string> evidence = new("--evidence")
        {
            Description = "Possession evidence (as chip read writes it): shows that the chip itself answered then. Whose challenge it was and when is not in it.",
        };
        Option<bool> json = CommandTable.Json();
        ChipTrust trust = new();
        Command command = new("verify", "Verify a chip: integrity, authenticity, trust (ICAO 9303-11, 9303-12).") { input, evidence, json };
        trust.AddTo(command);
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(input)!;
            PossessionEvidence? possession = parsed.GetValue(evidence) is { } file ? ReadEvidence(file) : null;
            ChipReport report = Verify(path, ChipInput.Read(path), trust.Read(parsed), possession);
            new Output(parsed.GetValue(json)).Answer(ChipReportJson.Write(report, withHolder: true), writer => ChipReportText.Write(writer, report));
            return report.IsAccepted ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    /// <param name="source">Where the files come from, for the message when they can't be read.</param>
    public static ChipReport Verify(
        string source, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files, ChipTrustInput trust, PossessionEvidence? evidence)
    {
        try
        {
            return ChipVerifier.Verify(ChipFiles.FromNamed(files), trust.Store, trust.Crls, trust.Policy, trust.At, evidence);
        }
        catch (Exception exception) when (exception is IdDocumentFormatException or PkiFormatException)
        {
            throw CommandException.WrongUse($"{source} can't be read as a chip: {exception.Message}");
        }
    }

    private static PossessionEvidence ReadEvidence(string file)
    {
        try
        {
            return PossessionEvidence.Read(InputFiles.Read(file));
        }
        catch (IdDocumentFormatException exception)
        {
            throw CommandException.WrongUse($"{file} can't be read: {exception.Message}");
        }
    }
}
