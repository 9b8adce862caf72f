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
        Argument<string?> input = new("chip") { Description = "Folder or ZIP with the files of the chip (EF_SOD.bin, EF_DG1.bin ...), or a service's evidence of one chip.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> evidence = new("--evidence") { Description = "What shows that the chip itself was there: a service's evidence of one chip, or challenge, answer and ephemeral key alone (JSON, as chip read writes it)." };
        Option<bool> json = CommandTable.Json();
        ChipTrust trust = new();
        Command command = new("verify", "Verify a chip: integrity, authenticity, trust (ICAO 9303-11, 9303-12).") { input, evidence, json };
        trust.AddTo(command);
        ChipClaims claims = new();
        claims.AddTo(command);
        command.SetAction(parsed =>
        {
            ChipReport report = Read(parsed.GetValue(input), parsed.GetValue(evidence), trust.Read(parsed), [], claims.ReadAnswer(parsed), claims.ReadClaims(parsed)).Report;
            new Output(parsed.GetValue(json)).Answer(ChipReportJson.Write(report, withHolder: true), writer => ChipReportText.Write(writer, report));
            return report.IsAccepted ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    /// <summary>The files that a person named, and the verdict on them.</summary>
    /// <param name="answer">Challenge and answer when they were given by themselves.</param>
    /// <param name="claims">What is said about the holder elsewhere.</param>
    /// <param name="tooLarge">Takes the names of files that are left out for their size.</param>
    public static (ChipFiles Files, ChipReport Report) Read(string? path, string? evidenceFile, ChipTrustInput trust, ICollection<string> tooLarge,
        PossessionEvidence? answer = null, HolderClaims? claims = null)
    {
        try
        {
            (IReadOnlyDictionary<string, ReadOnlyMemory<byte>> named, PossessionEvidence? evidence) = ChipInput.Read(path, evidenceFile, tooLarge);
            ChipFiles files = ChipFiles.FromNamed(named);
            return (files, ChipVerifier.Verify(files, trust.Store, trust.Crls, trust.Policy, trust.At, answer ?? evidence, claims));
        }
        catch (Exception exception) when (exception is IdDocumentFormatException or PkiFormatException)
        {
            throw CommandException.WrongUse($"{path ?? evidenceFile} can't be read as a chip: {exception.Message}");
        }
    }
}
