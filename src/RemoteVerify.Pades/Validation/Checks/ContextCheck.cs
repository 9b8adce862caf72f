// ETSI EN 319 102-1 V1.4.1 clause 5.2.4 (validation context initialization); ETSI EN 319 122-1 clause 5.2.9.
using RemoteVerify.Pki;
using RemoteVerify.Pki.Asn1;

namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>The signature was made under a policy that the caller's policy accepts.</summary>
internal static class ContextCheck
{
    private const string Id = "context.policy";
    private const string PolicyIdentifier = "1.2.840.113549.1.9.16.2.15";

    public static CheckResult Run(SignatureSubject subject, ValidationOptions options)
    {
        string? named;
        try
        {
            named = Read(subject);
        }
        catch (PkiFormatException)
        {
            return new CheckResult(Id, false, "the attribute that names the signature policy is broken",
                Indication.Indeterminate, SubIndication.PolicyProcessingError);
        }

        return named is null || options.SignaturePolicies is not { } accepted || accepted.Contains(named)
            ? new CheckResult(Id, true, named is null ? "no signature policy named" : $"signature policy {named}")
            : new CheckResult(Id, false, $"signature policy {named} is not known here",
                Indication.Indeterminate, SubIndication.SignaturePolicyNotAvailable);
    }

    private static string? Read(SignatureSubject subject)
    {
        var values = subject.Signer!.SignedAttributes.Where(a => a.Oid == PolicyIdentifier).SelectMany(a => a.Values).ToList();
        if (values.Count == 0)
        {
            return null;
        }

        var reader = new Asn1Reader(values[0], "SignaturePolicyIdentifier");

        // NULL is the implied policy.
        return reader.NextIs(System.Formats.Asn1.Asn1Tag.Null) ? null : reader.Sequence().ObjectIdentifier();
    }
}
