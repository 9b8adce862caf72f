using System.CommandLine;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary><c>rv pdf renew</c>: validate everything, add the evidence that is missing, then a new document timestamp.</summary>
internal static class RenewCommand
{
    private static readonly Argument<string> Input = new("in") { Description = "The signed PDF." };
    private static readonly Argument<string> Target = new("out") { Description = "Where the renewed PDF goes." };
    private static readonly Option<string> PdfPasswordVariable = new("--pdf-password-env") { Description = "Environment variable with the password of the PDF." };
    private static readonly EvidenceOptions Evidence = new();

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("renew", "Raise a signed PDF to B-LTA, or renew that, once every signature has been validated.") { Input, Target, PdfPasswordVariable, json };
        Evidence.All.ToList().ForEach(command.Options.Add);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using DocumentFile document = DocumentFile.Open(parsed.GetValue(Input)!);
            PdfOpenOptions open = new() { Password = InputFiles.Secret(parsed.GetValue(PdfPasswordVariable)) };
            using EvidenceKit kit = Evidence.Open(parsed);
            if (kit.Timestamps is not { } tsa)
            {
                throw CommandException.WrongUse("A renewal needs a timestamp authority: --tsa with an address or 'embedded'.");
            }

            return await SigningAnswer.GiveAsync(
                new Output(parsed.GetValue(json)), "PAdES-BASELINE-LTA", kit.Embedded?.RootFile,
                () => FileSigning.RenewAsync(document, parsed.GetValue(Target)!, kit.LongTerm(open, []), tsa, cancellationToken));
        });
        return command;
    }
}
