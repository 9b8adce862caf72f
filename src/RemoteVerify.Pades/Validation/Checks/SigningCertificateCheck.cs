// ETSI EN 319 102-1 V1.4.1 clause 5.2.3 (identification of the signing certificate); ETSI EN 319 122-1 clause 5.2.2.
using RemoteVerify.Pki;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>The signer's certificate is named by a signed attribute.</summary>
internal static class SigningCertificateCheck
{
    private const string Id = "signature.signing-certificate";

    public static CheckResult Run(SignatureSubject subject)
    {
        if (subject.Certificate is not { } certificate)
        {
            return new CheckResult(Id, false, "the signer's certificate is not there",
                Indication.Indeterminate, SubIndication.NoSigningCertificateFound);
        }

        IReadOnlyList<SigningCertificateReference> references;
        try
        {
            references = subject.Signer!.SigningCertificates;
        }
        catch (PkiFormatException)
        {
            return Doubt("the attribute is broken");
        }

        if (references.Count == 0)
        {
            return subject.IsPades ? Doubt("PAdES wants the attribute") : new CheckResult(Id, false, "no attribute names the certificate");
        }

        return references[0].Matches(certificate)
            ? new CheckResult(Id, true, "the attribute names the certificate")
            : Doubt("the attribute names another certificate");
    }

    private static CheckResult Doubt(string message) =>
        new(Id, false, message, Indication.Indeterminate, SubIndication.SigConstraintsFailure);
}
