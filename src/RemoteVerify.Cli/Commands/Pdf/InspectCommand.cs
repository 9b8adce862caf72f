using System.CommandLine;
using RemoteVerify.Pdf.Encryption;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary><c>rv pdf inspect</c>: what a PDF is made of, without judging it.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        Argument<string> input = new("file") { Description = "The PDF." };
        Option<string> password = new("--pdf-password-env") { Description = "Environment variable with the password of the PDF." };
        Option<bool> json = CommandTable.Json();
        Command command = new("inspect", "Show what a PDF is made of: version, pages, revisions, encryption, signature fields.") { input, password, json };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(input)!;
            Inspection found = PdfInput.Read(path, () => Inspect(path, PdfDocument.Open(InputFiles.Read(path), new PdfOpenOptions { Password = InputFiles.Secret(parsed.GetValue(password)) })));
            new Output(parsed.GetValue(json)).Answer(found, writer => Write(writer, found));
            return ExitCodes.Positive;
        });
        return command;
    }

    private static Inspection Inspect(string path, PdfDocument document)
    {
        PdfRevision latest = document.Latest;
        PdfDictionary catalog = latest.Catalog;
        PdfEncryption? encryption = document.Encryption;
        return new Inspection(
            path,
            document.Bytes.Length,
            catalog.GetName("Version") ?? document.HeaderVersion,
            document.HeaderOffset,
            PageTree.Read(latest).Count,
            document.RevisionCount,
            latest.AllNumbers().Count,
            latest.Kind.ToString(),
            encryption is null ? null : new EncryptionFacts(encryption.Revision, encryption.Strings.ToString(), encryption.Streams.ToString(), encryption.OpenedAsOwner, encryption.MayModify, encryption.MayAnnotate, encryption.MayFillForms),
            [.. SignatureFieldReader.Read(latest).Select(field => Describe(document, field))],
            catalog.Contains("DSS"),
            [.. catalog.Keys]);
    }

    private static FieldFacts Describe(PdfDocument document, SignatureField field) => new(
        field.FullName,
        !field.IsEmpty,
        field.Value is { } value ? (document.Latest.Resolve(value["SubFilter"]) as PdfName)?.Value : null,
        ByteRanges.Of(document.Latest, field));

    private static void Write(TextWriter writer, Inspection found)
    {
        writer.WriteLine($"PDF {found.Version}, {found.Bytes} bytes, {Count(found.Pages, "page")}, {Count(found.Revisions, "revision")}, {Count(found.Objects, "object")}, newest cross-reference: {found.CrossReference}");
        writer.WriteLine(found.Encryption is { } encryption
            ? $"Encrypted (handler revision {encryption.HandlerRevision}; strings {encryption.Strings}, streams {encryption.Streams}); changes {(encryption.MayModify ? "allowed" : "forbidden")}, filling forms {(encryption.MayFillForms ? "allowed" : "forbidden")}"
            : "Not encrypted");
        foreach (FieldFacts field in found.SignatureFields)
        {
            writer.WriteLine($"Signature field {field.Name}: {(field.Signed ? $"signed, {field.SubFilter}, bytes {(field.ByteRange is { } range ? string.Join(' ', range) : "without a byte range")}" : "empty")}");
        }

        writer.WriteLine($"Validation data (DSS): {(found.HasValidationData ? "yes" : "no")}; catalog: {string.Join(' ', found.Catalog)}");
    }

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    private sealed record Inspection(
        string File, int Bytes, string Version, int HeaderOffset, int Pages, int Revisions, int Objects, string CrossReference,
        EncryptionFacts? Encryption, IReadOnlyList<FieldFacts> SignatureFields, bool HasValidationData, IReadOnlyList<string> Catalog);

    private sealed record EncryptionFacts(int HandlerRevision, string Strings, string Streams, bool OpenedAsOwner, bool MayModify, bool MayAnnotate, bool MayFillForms);

    private sealed record FieldFacts(string Name, bool Signed, string? SubFilter, IReadOnlyList<long>? ByteRange);
}
