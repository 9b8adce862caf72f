using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Cms;

/// <summary>SignerIdentifier of RFC 5652 section 5.3: issuer and serial number, or the subject key identifier.</summary>
/// <param name="Issuer">Null when the key identifier is used.</param>
/// <param name="SerialNumber">Null when the key identifier is used.</param>
/// <param name="SubjectKeyIdentifier">Null when issuer and serial number are used.</param>
public sealed record SignerIdentifier(DistinguishedName? Issuer, ReadOnlyMemory<byte>? SerialNumber, ReadOnlyMemory<byte>? SubjectKeyIdentifier)
{
    /// <summary>Whether it names this certificate.</summary>
    public bool Matches(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (Issuer is not null && SerialNumber is { } serial)
        {
            return certificate.SerialNumber.Span.SequenceEqual(serial.Span) && certificate.Issuer.Equals(Issuer);
        }

        // A certificate without the extension can still be named by the usual hash of its key.
        ReadOnlySpan<byte> wanted = SubjectKeyIdentifier.GetValueOrDefault().Span;
        return certificate.SubjectKeyIdentifier is { } own
            ? own.Span.SequenceEqual(wanted)
            : certificate.PublicKey.ComputeKeyIdentifier().AsSpan().SequenceEqual(wanted);
    }

    /// <summary>Kind of the identifier only.</summary>
    public override string ToString() => Issuer is null ? "subjectKeyIdentifier" : "issuerAndSerialNumber";
}
