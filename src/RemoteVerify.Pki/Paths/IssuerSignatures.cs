using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pki.Paths;

/// <summary>
/// Remembers which key signed what, so that one validation costs each signature once, and bounds that cost: a file may bring
/// thousands of certificates and lists of its own making. Not for several threads.
/// </summary>
public sealed class IssuerSignatures
{
    /// <summary>Questions that are answered, known answers among them.</summary>
    public const int MaxQuestions = 20_000;

    /// <summary>Cost of all checks; the check of a signature with RSA-2048 and the usual exponent costs 1.</summary>
    public const double MaxCost = 3_000;

    private readonly Dictionary<(object Signed, PublicKeyInfo Key), SignatureCheck> _known = [];
    private readonly int _maxChecks;
    private int _questions;
    private double _cost;

    /// <param name="maxChecks">Signatures that are really checked, whatever each costs.</param>
    public IssuerSignatures(int maxChecks = int.MaxValue) => _maxChecks = maxChecks;

    /// <summary>Whether this key made the signature on the certificate. Beyond the limits: not judged.</summary>
    public SignatureCheck Verify(Certificate certificate, PublicKeyInfo issuer)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Verify(certificate, issuer, certificate.VerifySignature);
    }

    /// <summary>Whether this key made the signature on the list. Beyond the limits: not judged.</summary>
    public SignatureCheck Verify(Crl crl, PublicKeyInfo issuer)
    {
        ArgumentNullException.ThrowIfNull(crl);
        return Verify(crl, issuer, crl.VerifySignature);
    }

    /// <summary>Whether this key made the signature on the response. Beyond the limits: not judged.</summary>
    public SignatureCheck Verify(OcspResponse response, PublicKeyInfo responder)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Verify(response, responder, response.VerifySignature);
    }

    private SignatureCheck Verify(object signed, PublicKeyInfo key, Func<PublicKeyInfo, SignatureCheck> check)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (++_questions > MaxQuestions)
        {
            return SignatureCheck.UnsupportedAlgorithm;
        }

        if (!_known.TryGetValue((signed, key), out SignatureCheck answer))
        {
            _cost += CostOf(key);
            answer = _cost <= MaxCost && _known.Count < _maxChecks ? check(key) : SignatureCheck.UnsupportedAlgorithm;
            _known.Add((signed, key), answer);
        }

        return answer;
    }

    private static double CostOf(PublicKeyInfo key)
    {
        if (key.Rsa is not { } rsa)
        {
            return 1;
        }

        double size = rsa.ModulusBits / 2048.0;
        return Math.Max(1, size * size * rsa.Exponent.GetBitLength() / 17.0);
    }
}
