using System.CommandLine;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary><c>rv pdf validate</c>: every signature, every check.</summary>
internal static class ValidateCommand
{
    private static readonly Argument<string> Input = new("file") { Description = "The PDF." };
    private static readonly Option<string[]> Trust = new("--trust") { Description = "PEM or DER file of trusted roots; may be repeated." };
    private static readonly Option<string> Policy = new("--policy") { Description = "JSON file: algorithms (which count until when) and revocation (how fresh); the defaults for what is left out." };
    private static readonly Option<bool> TrustEmbedded = new("--trust-embedded") { Description = "Trust the self-signed roots inside the file: only for test collections." };
    private static readonly Option<string> PdfPasswordVariable = new("--pdf-password-env") { Description = "Environment variable with the password of the PDF." };
    private static readonly Option<string> At = new("--at") { Description = "Validate as of this time (ISO 8601); now when absent." };
    private static readonly Option<bool> Detailed = new("--detailed") { Description = "Print every check." };

    public static Command Create()
    {
        Option<bool> json = CommandTable.Json();
        Command command = new("validate", "Validate the signatures of a PDF (ETSI EN 319 102-1) and what was changed after them.")
        {
            Input, Trust, Policy, TrustEmbedded, PdfPasswordVariable, At, Detailed, json,
        };
        command.SetAction(parsed =>
        {
            string path = parsed.GetValue(Input)!;
            using DocumentFile document = DocumentFile.Open(path);
            ValidationReport report = PdfInput.Read(path, () => PadesValidator.Validate(document.Bytes, Options(parsed)));
            new Output(parsed.GetValue(json)).Answer(ValidationJson.Of(path, report), writer => Write(writer, report, parsed.GetValue(Detailed)));
            return report.Problem is not null && report.Signatures.Count == 0 ? ExitCodes.WrongUse
                : report.Signatures.Count > 0 && report.Indication == Indication.TotalPassed ? ExitCodes.Positive
                : ExitCodes.Negative;
        });
        return command;
    }

    private static ValidationOptions Options(ParseResult parsed)
    {
        ValidationPolicy policy = parsed.GetValue(Policy) is { } file ? PolicyFile.Read<ValidationPolicy>(file) : new ValidationPolicy();
        List<Certificate> anchors = PdfInput.Certificates(parsed.GetValue(Trust) ?? []);
        return new ValidationOptions
        {
            Anchors = anchors,
            At = parsed.GetValue(At) is { } at ? PdfInput.Time(at) : TimeProvider.System.GetUtcNow(),
            Password = InputFiles.Secret(parsed.GetValue(PdfPasswordVariable)),
            TrustEmbeddedRoots = parsed.GetValue(TrustEmbedded),
            Algorithms = policy.Algorithms,
            Revocation = policy.Revocation,
        };
    }

    private static void Write(TextWriter writer, ValidationReport report, bool detailed)
    {
        if (report.Problem is not null)
        {
            writer.WriteLine($"Problem: {report.Problem}");
        }

        foreach (SignatureReport signature in report.Signatures)
        {
            writer.WriteLine($"{signature.Indication.ToCode()}{(signature.SubIndication is { } sub ? $" / {sub.ToCode()}" : "")}: {signature.Field ?? "(no field)"}, {signature.Profile ?? "unknown profile"}");
            writer.WriteLine($"  signer {signature.Signer ?? "unknown"}, trust {signature.Trust}, claimed time {signature.SigningTime:u}, proven time {signature.BestSignatureTime:u}");
            writer.WriteLine($"  bytes {signature.Integrity.ToCode()}, coverage {signature.Coverage.ToCode()}{(signature.CoversWholeDocument ? ", whole document" : "")}; later changes {signature.Modification.ToCode()}, {(signature.ModificationAllowed ? "allowed" : "NOT ALLOWED")}");
            foreach (CheckResult check in signature.Checks.Where(check => detailed || !check.Ok))
            {
                writer.WriteLine($"    {(check.Ok ? "ok  " : "FAIL")} {check.Id}: {check.Message}");
            }
        }

        foreach (TimestampReport timestamp in report.DocumentTimestamps)
        {
            writer.WriteLine($"document timestamp {timestamp.Time:u}: {timestamp.Indication.ToCode()}");
        }

        writer.WriteLine($"File: {(report.Signatures.Count == 0 ? "no signature" : report.Indication.ToCode())}");
    }

    private sealed record ValidationPolicy
    {
        public AlgorithmPolicy Algorithms { get; init; } = AlgorithmPolicy.Default;

        public RevocationOptions Revocation { get; init; } = new();
    }
}
