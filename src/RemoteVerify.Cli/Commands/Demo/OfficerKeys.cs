using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>The officer's own keys: one to sign in with, one to sign documents with. Neither ever leaves this process.</summary>
internal sealed class OfficerKeys : IDisposable
{
    // One key object is not for several threads, and the demo's parts run side by side.
    private readonly Lock _gate = new();
    private readonly ECDsa _signIn = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _signature = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string SignInKeyPem => _signIn.ExportSubjectPublicKeyInfoPem();

    /// <summary>A signed assertion (RFC 7523) for the token endpoint.</summary>
    public string Assertion(string clientId, string audience, DateTimeOffset now)
    {
        string head = Encode(new { alg = "ES256", typ = "JWT" });
        string body = Encode(new { iss = clientId, sub = clientId, aud = audience, jti = Guid.NewGuid().ToString("N"), iat = now.ToUnixTimeSeconds(), exp = now.AddMinutes(2).ToUnixTimeSeconds() });
        lock (_gate)
        {
            byte[] signature = _signIn.SignData(System.Text.Encoding.ASCII.GetBytes($"{head}.{body}"), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            return $"{head}.{body}.{Base64Url.EncodeToString(signature)}";
        }
    }

    /// <summary>PKCS#10 request for the document key.</summary>
    public byte[] CertificationRequest(string commonName)
    {
        lock (_gate)
        {
            return new CertificateRequest(new X500DistinguishedName($"CN={commonName}"), _signature, HashAlgorithmName.SHA256).CreateSigningRequest();
        }
    }

    public byte[] Sign(byte[] hash)
    {
        lock (_gate)
        {
            return _signature.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    public void Dispose()
    {
        _signIn.Dispose();
        _signature.Dispose();
    }

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
