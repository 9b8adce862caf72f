using System.CommandLine;
using System.Security.Cryptography;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary><c>rv pdf revisions</c>: the history of a PDF, and any step of it as a file.</summary>
internal static class RevisionsCommand
{
    private static readonly Argument<string> Input = new("file") { Description = "The PDF." };
    private static readonly Option<int?> Extract = new("--extract") { Description = "Number of the revision to write to --out, as it was, byte for byte; 1 is the oldest." };
    private static readonly Option<string> Target = new("--out") { Description = "Where the extracted revision goes." };
    private static readonly Option<string> PdfPasswordVariable = new("--pdf-password-env") { Description = "Environment variable with the password of the PDF." };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("revisions", "List the revisions of a PDF with the signatures over each; extract one.") { Input, Extract, Target, PdfPasswordVariable, json };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(Input)!;
            byte[] bytes = InputFiles.Read(path);
            PdfOpenOptions open = new() { Password = InputFiles.Secret(parsed.GetValue(PdfPasswordVariable)) };
            List<RevisionFacts> revisions = PdfInput.Read(path, () => List(PdfDocument.Open(bytes, open)));
            RevisionFacts? extracted = Write(parsed, bytes, revisions);
            new Output(parsed.GetValue(json)).Answer(
                new { file = path, revisions, extracted = extracted?.Number },
                writer => Write(writer, revisions, extracted, parsed.GetValue(Target)));
            return ExitCodes.Positive;
        });
        return command;
    }

    private static List<RevisionFacts> List(PdfDocument document)
    {
        List<(string Name, long End)> signed = [.. SignatureFieldReader.Read(document.Latest)
            .Select(field => (field.FullName, Range: ByteRanges.Of(document.Latest, field)))
            .Select(field => (field.FullName, End: field.Range is { } range ? ByteRanges.End(range, document.Bytes.Length) ?? -1 : -1))
            .Where(field => field.End > 0)];
        List<RevisionFacts> revisions = [];
        long start = 0;
        for (int i = 0; i < document.RevisionCount; i++)
        {
            PdfRevision revision = document.Revision(i);
            long end = revision.EndOffset >= 0 ? revision.EndOffset : i == document.RevisionCount - 1 ? document.Bytes.Length : -1;
            (string Name, long End)[] signatures = [.. signed.Where(signature => signature.End >= Math.Max(start + 1, revision.MarkerEndOffset) && signature.End <= end)];

            // What was signed is the revision; a writer may count the last end of line to it or not.
            end = signatures.Length > 0 ? signatures.Max(signature => signature.End) : end;
            revisions.Add(new RevisionFacts(
                i + 1, end, revision.Kind.ToString(), revision.ChangedNumbers().Count, [.. signatures.Select(signature => signature.Name)],
                end < 0 ? null : Convert.ToHexStringLower(SHA256.HashData(document.Bytes.Span[..(int)end]))));
            start = Math.Max(start, end);
        }

        return revisions;
    }

    private static RevisionFacts? Write(ParseResult parsed, byte[] bytes, List<RevisionFacts> revisions)
    {
        if (parsed.GetValue(Extract) is not { } number)
        {
            return parsed.GetValue(Target) is null ? null : throw CommandException.WrongUse("--out goes with --extract.");
        }

        string target = parsed.GetValue(Target) ?? throw CommandException.WrongUse("--extract needs --out, the file to write.");
        RevisionFacts revision = revisions.Find(known => known.Number == number) ?? throw CommandException.WrongUse($"The file has the revisions 1 to {revisions.Count}.");
        if (revision.EndOffset < 0)
        {
            throw CommandException.WrongUse($"Revision {number} has no proper end, so it can't be cut out.");
        }

        InputFiles.Write(target, bytes.AsSpan(0, (int)revision.EndOffset));
        return revision;
    }

    private static void Write(TextWriter writer, List<RevisionFacts> revisions, RevisionFacts? extracted, string? target)
    {
        foreach (RevisionFacts revision in revisions)
        {
            writer.WriteLine($"{revision.Number}: {(revision.EndOffset < 0 ? "without a proper end" : $"to byte {revision.EndOffset}")}, {revision.ChangedObjects} objects, cross-reference {revision.CrossReference}"
                + (revision.SignedBy.Count > 0 ? $", signed: {string.Join(", ", revision.SignedBy)}" : ""));
        }

        if (extracted is not null)
        {
            writer.WriteLine($"Revision {extracted.Number} written to {target}, sha256 {extracted.Sha256}");
        }
    }

    /// <summary>One revision; its end is -1 and its hash null when it has no proper end.</summary>
    private sealed record RevisionFacts(int Number, long EndOffset, string CrossReference, int ChangedObjects, IReadOnlyList<string> SignedBy, string? Sha256);
}
