using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Pdf;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cli.Commands.Pdf;

/// <summary>What the PDF commands read beside the document.</summary>
internal static class PdfInput
{
    /// <summary>Runs what reads a PDF and turns unreadable files into an answer for people.</summary>
    public static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PdfPasswordException)
        {
            throw CommandException.WrongUse($"{path} is encrypted and the password, if any, does not open it (name its environment variable with --pdf-password-env).");
        }
        catch (PdfFormatException exception)
        {
            throw CommandException.WrongUse($"{path} can't be read as a PDF: {exception.Message}");
        }
    }

    /// <summary>The certificates of PEM or DER files.</summary>
    public static List<Certificate> Certificates(IEnumerable<string> paths)
    {
        List<Certificate> certificates = [];
        foreach (string path in paths)
        {
            byte[] bytes = InputFiles.Read(path);
            try
            {
                if (bytes.AsSpan().StartsWith("-----"u8) || bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
                {
                    certificates.AddRange(Certificate.ReadPem(System.Text.Encoding.ASCII.GetString(bytes)));
                }
                else
                {
                    certificates.Add(Certificate.Read(bytes));
                }
            }
            catch (PkiFormatException exception)
            {
                throw CommandException.WrongUse($"{path} holds no certificate that can be read: {exception.Message}");
            }
        }

        return certificates;
    }

    /// <summary>The revocation lists of a PEM or DER file.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> RevocationLists(string path)
    {
        byte[] bytes = InputFiles.Read(path);
        try
        {
            return bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0
                ? [.. Crl.ReadPem(System.Text.Encoding.ASCII.GetString(bytes)).Select(list => list.Encoded)]
                : [Crl.Read(bytes).Encoded];
        }
        catch (PkiFormatException exception)
        {
            throw CommandException.WrongUse($"{path} holds no revocation list that can be read: {exception.Message}");
        }
    }

    /// <summary>The key and certificates of a PKCS#12 file.</summary>
    /// <param name="pss">RSA keys sign with PSS.</param>
    public static CertifiedKey Pkcs12(string path, string? password, bool pss = false)
    {
        try
        {
            X509Certificate2Collection content = X509CertificateLoader.LoadPkcs12Collection(InputFiles.Read(path), password, X509KeyStorageFlags.EphemeralKeySet | X509KeyStorageFlags.Exportable);
            X509Certificate2 own = content.FirstOrDefault(certificate => certificate.HasPrivateKey)
                ?? throw CommandException.WrongUse($"{path} holds no private key.");
            using System.Security.Cryptography.AsymmetricAlgorithm key = (System.Security.Cryptography.AsymmetricAlgorithm?)own.GetRSAPrivateKey() ?? own.GetECDsaPrivateKey()
                ?? throw CommandException.WrongUse($"The key in {path} is neither RSA nor ECDSA.");
            Certificate signer = Certificate.Read(own.RawData);
            return new CertifiedKey(signer, [.. content.Where(certificate => certificate != own).Select(certificate => Certificate.Read(certificate.RawData))], SoftwareKey.ImportPkcs8(key.ExportPkcs8PrivateKey(), pss && key is System.Security.Cryptography.RSA ? SignatureScheme.RsaPss(System.Security.Cryptography.HashAlgorithmName.SHA256) : null));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            throw CommandException.WrongUse($"{path} can't be opened: it is no PKCS#12 file, or the password is another one (name its environment variable with --password-env).");
        }
    }

    /// <summary>An instant in ISO 8601; UTC where no zone is written.</summary>
    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw CommandException.WrongUse($"{text} is no time; write it as 2026-11-21T12:00:00Z.");
}
