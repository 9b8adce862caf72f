using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Pki.Paths;

/// <summary>Remembers which key signed which certificate, so that several paths of one validation cost each signature once. Not for several threads.</summary>
public sealed class IssuerSignatures
{
    private readonly Dictionary<(Certificate Certificate, PublicKeyInfo Key), SignatureCheck> _known = [];

    /// <summary>Whether this key made the signature on the certificate.</summary>
    public SignatureCheck Verify(Certificate certificate, PublicKeyInfo issuer)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!_known.TryGetValue((certificate, issuer), out SignatureCheck check))
        {
            check = certificate.VerifySignature(issuer);
            _known.Add((certificate, issuer), check);
        }

        return check;
    }
}
