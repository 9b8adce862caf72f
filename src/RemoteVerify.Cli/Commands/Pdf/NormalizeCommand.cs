using System.CommandLine;
using System.Security.Cryptography;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Normalizing;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary><c>rv pdf normalize</c>: a clean copy of a file whose cross-reference is broken, with an account of what was done.</summary>
internal static class NormalizeCommand
{
    private static readonly Argument<string> Input = new("in") { Description = "The PDF." };
    private static readonly Argument<string> Target = new("out") { Description = "Where the clean copy goes." };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("normalize", "Rewrite a PDF with a broken cross-reference into a clean file; signed and encrypted files are refused.") { Input, Target, json };
        command.SetAction(parsed =>
        {
            using DocumentFile document = DocumentFile.Open(parsed.GetValue(Input)!);
            Output output = new(parsed.GetValue(json));
            try
            {
                NormalizedDocument clean = DocumentNormalizer.Normalize(document.Bytes, RandomNumberGenerator.Fill);
                using AtomicFile target = new(parsed.GetValue(Target)!);
                target.Stream.Write(clean.Bytes);
                target.Commit();
                output.Answer(
                    new { outcome = "NORMALIZED", message = (string?)null, actions = clean.Actions },
                    writer => writer.WriteLine("Rewritten:\n  " + string.Join("\n  ", clean.Actions)));
                return ExitCodes.Positive;
            }
            catch (PdfFormatException e)
            {
                output.Answer(new { outcome = "REFUSED", message = e.Message, actions = Array.Empty<string>() }, writer => writer.WriteLine($"Not rewritten: {e.Message}"));
                return ExitCodes.WrongUse;
            }
        });
        return command;
    }
}
