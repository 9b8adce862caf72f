using System.Text;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Server.Composition.Keys;

/// <summary>Certificates and revocation lists of the operator's files, PEM or DER.</summary>
internal static class CertificateFile
{
    public static IReadOnlyList<Certificate> Read(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        return bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0 ? Certificate.ReadPem(Encoding.ASCII.GetString(bytes)) : [Certificate.Read(bytes)];
    }

    /// <exception cref="InvalidDataException">It is no list that this issuer signed.</exception>
    public static Crl ReadList(string file, Certificate issuer)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(file);
            if (bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
            {
                bytes = Crl.ReadPem(Encoding.ASCII.GetString(bytes)).Select(found => found.Encoded.ToArray()).FirstOrDefault() ?? [];
            }

            Crl list = Crl.Read(bytes);
            return list.Issuer.Equals(issuer.Subject) && list.VerifySignature(issuer.PublicKey) == SignatureCheck.Valid
                ? list
                : throw new InvalidDataException($"{file} is not a revocation list of {issuer.Subject.CommonName}.");
        }
        catch (PkiFormatException e)
        {
            throw new InvalidDataException($"{file} is no revocation list.", e);
        }
    }
}
