using System.Diagnostics;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.Development;
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Cli.Commands.Corpus;

/// <summary>What came of signing a file.</summary>
/// <param name="IsSigned">A signed file was made.</param>
/// <param name="Text">In one line.</param>
/// <param name="Problem">What is wrong with the signed file; null when nothing is, or when it was refused.</param>
/// <param name="Elapsed">Time that signing took.</param>
internal sealed record TrialAnswer(bool IsSigned, string Text, string? Problem, TimeSpan Elapsed);

/// <summary>Signs files with a key and certificate made for this run, and checks the results.</summary>
internal sealed class SigningTrial : IDisposable
{
    private readonly DateTimeOffset _now;
    private readonly OutsideTools? _tools;
    private readonly DevelopmentHierarchy _hierarchy;
    private readonly SoftwareKey _key;
    private readonly CertifiedKey _signer;
    private readonly ReadOnlyMemory<byte> _crl;

    /// <param name="now">The signing time.</param>
    /// <param name="tools">Other programs that judge too; null for none.</param>
    public SigningTrial(DateTimeOffset now, OutsideTools? tools)
    {
        _now = now;
        _tools = tools;
        _hierarchy = DevelopmentHierarchy.Create(now, new DevelopmentHierarchyOptions());
        _key = SoftwareKey.CreateEcdsa(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        CertificateAuthority authority = _hierarchy.Authority;
        _signer = new CertifiedKey(
            authority.Issue(CertificateProfile.Officer, new DistinguishedNameParts { CommonName = "Corpus Signer", Organisation = DevelopmentHierarchy.Organisation }, _key.PublicKey, now.AddMinutes(-5), now.AddDays(1)),
            authority.ChainOfIssued,
            _key);
        _crl = authority.IssueCrl([], 1, now.AddMinutes(-5), now.AddDays(1)).Encoded;
    }

    /// <summary>Signs the first empty field, or makes a new one.</summary>
    /// <param name="pdf">The file.</param>
    /// <param name="password">Empty for none.</param>
    /// <param name="newField">Asks for a field that does not exist.</param>
    /// <param name="qpdfExitCode">What qpdf says of the unsigned file.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<TrialAnswer> SignAsync(byte[] pdf, string password, bool newField, string qpdfExitCode, CancellationToken cancellationToken)
    {
        PdfOpenOptions open = new() { Password = password.Length == 0 ? null : password };
        SignatureRequest request = new()
        {
            FieldName = newField ? "AFieldThatIsNew" : EmptyField(pdf, open),
            SigningTime = _now,
        };
        Stopwatch watch = Stopwatch.StartNew();
        SignResult result = await PadesSigner.SignAsync(pdf, request, _signer, null, open, cancellationToken);
        TimeSpan elapsed = watch.Elapsed;
        if (result is not SignResult.Signed signed)
        {
            SignResult.Refused refused = (SignResult.Refused)result;
            return new TrialAnswer(false, $"REFUSED {refused.Code.ToCode()}: {refused.Message}", null, elapsed);
        }

        string? problem = !signed.Pdf.AsSpan().StartsWith(pdf) ? "the old bytes are no prefix of the new ones"
            : Validate(signed, password) ?? _tools?.Judge(pdf, signed.Pdf, password, qpdfExitCode);
        return new TrialAnswer(true, $"SIGNED {signed.Pdf.Length - pdf.Length} bytes appended", problem, elapsed);
    }

    public void Dispose()
    {
        _key.Dispose();
        _hierarchy.Dispose();
    }

    private string? Validate(SignResult.Signed signed, string password)
    {
        ValidationReport report = PadesValidator.Validate(signed.Pdf, new ValidationOptions
        {
            Anchors = [_hierarchy.Root], Crls = [_crl], At = _now, Password = password.Length == 0 ? null : password,
        });
        SignatureReport? own = report.Signatures.FirstOrDefault(signature => signature.Field == signed.FieldName);
        return own switch
        {
            null => "our validator does not find the new signature",
            { Indication: Indication.TotalPassed, Coverage: Coverage.Standard, CoversWholeDocument: true, Modification: ModificationLevel.None } => Others(report, own),
            _ => $"our validator says {own.Indication.ToCode()} {own.SubIndication?.ToCode()} {own.Coverage.ToCode()}",
        };
    }

    private static string? Others(ValidationReport report, SignatureReport own) =>
        report.Signatures.Where(signature => signature != own).All(signature => signature.ModificationAllowed) ? null : "the new signature breaks what an older one allows";

    private static string? EmptyField(byte[] pdf, PdfOpenOptions open)
    {
        try
        {
            return SignatureFieldReader.Read(PdfDocument.Open(pdf, open).Latest).FirstOrDefault(field => field.IsEmpty)?.FullName;
        }
        catch (PdfFormatException)
        {
            // Signing will say what is wrong with the file.
            return null;
        }
    }
}
