using RemoteVerify.Cases.Engines;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Server.Composition.Keys;

/// <summary>The authorities of before, as the operator keeps them in a folder.</summary>
public static class FormerTrustFolder
{
    private static readonly string[] CertificateEndings = [".cer", ".crt", ".der", ".pem"];

    /// <exception cref="InvalidDataException">The folder has no root, or a list in it can't be read.</exception>
    public static FormerAuthorities Read(string folder)
    {
        List<Certificate> all = [];
        foreach (string file in Directory.EnumerateFiles(folder).Where(f => CertificateEndings.Contains(Path.GetExtension(f))).Order(StringComparer.Ordinal))
        {
            all.AddRange(CertificateFile.Read(file));
        }

        Certificate[] roots = [.. all.Where(c => c.Subject.Equals(c.Issuer))];
        if (roots.Length == 0)
        {
            throw new InvalidDataException($"Service:FormerTrustDirectory: {folder} holds no root certificate.");
        }

        _ = Lists(folder);
        return new FormerAuthorities(roots, [.. all.Except(roots)], _ => Lists(folder));
    }

    private static List<ReadOnlyMemory<byte>> Lists(string folder)
    {
        List<ReadOnlyMemory<byte>> lists = [];
        foreach (string file in Directory.EnumerateFiles(folder, "*.crl").Order(StringComparer.Ordinal))
        {
            byte[] list = File.ReadAllBytes(file);
            try
            {
                lists.Add(Crl.Read(list).Encoded);
            }
            catch (PkiFormatException e)
            {
                throw new InvalidDataException($"{file} is no revocation list in DER: {e.Message}", e);
            }
        }

        return lists;
    }
}
