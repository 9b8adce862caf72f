using System.Globalization;
using System.Security.Cryptography;
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
            CertifiedKey read = Pkcs12Reader.Read(InputFiles.Read(path), password);
            if (!pss || read.Key is not SoftwareKey { PublicKey.Kind: KeyKind.Rsa } rsa)
            {
                return read;
            }

            using (rsa)
            {
                return read with { Key = rsa.WithScheme(SignatureScheme.RsaPss(HashAlgorithmName.SHA256)) };
            }
        }
        catch (KeyFileException exception)
        {
            throw CommandException.WrongUse($"{path}: {exception.Message}{(exception.Problem == KeyFileProblem.WrongPassword ? " Name its environment variable with --password-env." : "")}");
        }
    }

    /// <summary>An instant in ISO 8601; UTC where no zone is written.</summary>
    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw CommandException.WrongUse($"{text} is no time; write it as 2026-11-21T12:00:00Z.");
}
