using RemoteVerify.Authority.OcspResponder;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Server.Endpoints.Authority;

/// <summary>Answers the responder's question from the store of issued certificates and from the service's own; what is in neither is unknown.</summary>
public sealed class IssuedCertificateStatus : ICertificateStatusSource
{
    private readonly Dictionary<string, IssuedCertificate> _found = new(StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _own = new(StringComparer.OrdinalIgnoreCase);

    private IssuedCertificateStatus()
    {
    }

    /// <summary>Looks up the certificates that a request asks about; an unreadable request asks about none, and the responder says so.</summary>
    public static async Task<IssuedCertificateStatus> OfRequestAsync(ReadOnlyMemory<byte> request, IIssuedCertificateStore store, IEnumerable<Certificate> own, CancellationToken cancellationToken)
    {
        IssuedCertificateStatus status = new();
        status._own.UnionWith(own.Select(certificate => Convert.ToHexStringLower(certificate.SerialNumber.Span)));
        foreach (string serial in SerialsOf(request))
        {
            if (await store.FindAsync(serial, cancellationToken) is { } issued)
            {
                status._found[serial] = issued;
            }
        }

        return status;
    }

    public CertificateState Find(ReadOnlyMemory<byte> serialNumber) =>
        StateOf(Convert.ToHexStringLower(serialNumber.Span));

    private CertificateState StateOf(string serial) =>
        !_found.TryGetValue(serial, out IssuedCertificate? issued) ? new CertificateState(_own.Contains(serial) ? OcspCertificateStatus.Good : OcspCertificateStatus.Unknown)
        : issued.RevokedAt is { } at ? new CertificateState(OcspCertificateStatus.Revoked, at, (RevocationReason)(issued.RevocationReason ?? 0))
        : new CertificateState(OcspCertificateStatus.Good);

    /// <summary>The line of a revoked certificate in the revocation list.</summary>
    public static CrlEntry Entry(IssuedCertificate revoked) =>
        new(Convert.FromHexString(revoked.SerialNumber), revoked.RevokedAt!.Value, (RevocationReason)(revoked.RevocationReason ?? 0));

    private static IEnumerable<string> SerialsOf(ReadOnlyMemory<byte> request)
    {
        try
        {
            return [.. OcspRequest.Read(request).Certificates.Select(id => Convert.ToHexStringLower(id.SerialNumber.Span)).Distinct()];
        }
        catch (PkiFormatException)
        {
            return [];
        }
    }
}
