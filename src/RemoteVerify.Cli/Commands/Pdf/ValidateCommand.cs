using System.CommandLine;
using RemoteVerify.Cli.Commands.Trust;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary><c>rv pdf validate</c>: every signature, every check.</summary>
internal static class ValidateCommand
{
    private static readonly Argument<string> Input = new("file") { Description = "The PDF." };
    private static readonly Option<string[]> Trust = new("--trust") { Description = "PEM or DER file of trusted roots; may be repeated." };
    private static readonly Option<string> TrustListFile = new("--trust-list") { Description = "Signed list of anchors (see rv trust)." };
    private static readonly Option<string> TrustListKey = new("--trust-list-key") { Description = "PEM file with the certificate or public key of who signs the list." };
    private static readonly Option<string[]> Crls = new("--crl") { Description = "Revocation list (DER or PEM) beside those in the file; may be repeated." };
    private static readonly Option<string[]> Responses = new("--ocsp") { Description = "OCSP response (DER) beside those in the file; may be repeated." };
    private static readonly Option<string> Policy = new("--policy") { Description = "JSON file: algorithms (which count until when), revocation (how fresh) and more; the defaults for what is left out." };
    private static readonly Option<bool> TrustEmbedded = new("--trust-embedded") { Description = "Trust the self-signed roots inside the file: only for test collections." };
    private static readonly Option<string> PdfPasswordVariable = new("--pdf-password-env") { Description = "Environment variable with the password of the PDF." };
    private static readonly Option<string> At = new("--at") { Description = "Validate as of this time (ISO 8601); now when absent." };
    private static readonly Option<bool> Detailed = new("--detailed") { Description = "Print every check, certificate, timestamp and proof." };
    private static readonly Option<string> Language = new("--language") { Description = "vi or en: language of the summary.", DefaultValueFactory = _ => "en" };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Language.AcceptOnlyFromAmong("vi", "en");
        Command command = new("validate", "Validate the signatures of a PDF (ETSI EN 319 102-1) and what was changed after them.")
        {
            Input, Trust, TrustListFile, TrustListKey, Crls, Responses, Policy, TrustEmbedded, PdfPasswordVariable, At, Detailed, Language, json,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(Input)!;
            ValidationOptions options = Options(parsed);
            using DocumentFile document = DocumentFile.Open(path);
            ValidationReport report = PdfInput.Read(path, () => PadesValidator.Validate(document.Bytes, options with { Content = document.Content }));
            new Output(parsed.GetValue(json)).Answer(
                ValidationJson.Of(path, report), writer => ValidationText.Write(writer, report, parsed.GetValue(Language)!, parsed.GetValue(Detailed)));
            return report.Problem is not null && report.Signatures.Count == 0 ? ExitCodes.WrongUse
                : report.Signatures.Count > 0 && report.Indication == Indication.TotalPassed ? ExitCodes.Positive
                : ExitCodes.Negative;
        });
        return command;
    }

    private static ValidationOptions Options(ParseResult parsed)
    {
        ValidationPolicy policy = parsed.GetValue(Policy) is { } file ? PolicyFile.Read<ValidationPolicy>(file) : new ValidationPolicy();
        DateTimeOffset at = parsed.GetValue(At) is { } text ? PdfInput.Time(text) : TimeProvider.System.GetUtcNow();
        return new ValidationOptions
        {
            Anchors = PdfInput.Certificates(parsed.GetValue(Trust) ?? []),
            TrustAnchors = ListedAnchors(parsed, at),
            Crls = [.. (parsed.GetValue(Crls) ?? []).SelectMany(PdfInput.RevocationLists)],
            OcspResponses = [.. (parsed.GetValue(Responses) ?? []).Select(path => (ReadOnlyMemory<byte>)InputFiles.Read(path))],
            At = at,
            Password = InputFiles.Secret(parsed.GetValue(PdfPasswordVariable)),
            TrustEmbeddedRoots = parsed.GetValue(TrustEmbedded),
            Algorithms = policy.Algorithms,
            Revocation = policy.Revocation,
            RequireNonRepudiation = policy.RequireNonRepudiation,
            OcspDistance = policy.OcspDistance,
            SignaturePolicies = policy.SignaturePolicies,
            PolicyName = policy.Name ?? (parsed.GetValue(Policy) is { } named ? Path.GetFileName(named) : "RemoteVerify default"),
        };
    }

    /// <summary>A list that must not be used is no trust at all: better to say so than to call every signature unknown.</summary>
    private static IReadOnlyList<TrustAnchor> ListedAnchors(ParseResult parsed, DateTimeOffset at)
    {
        if (parsed.GetValue(TrustListFile) is not { } list)
        {
            return parsed.GetValue(TrustListKey) is null ? [] : throw CommandException.WrongUse("--trust-list-key goes with --trust-list.");
        }

        string key = parsed.GetValue(TrustListKey) ?? throw CommandException.WrongUse("--trust-list needs --trust-list-key: a list can't vouch for itself.");
        TrustListVerdict verdict = TrustListFiles.Open(list, key, at);
        return verdict.IsGood ? verdict.List!.Anchors : throw CommandException.WrongUse($"{list} must not be used: {verdict.Problem!.Value.ToSentence()}");
    }
}
