// RFC 2849 (LDIF) with the attributes of the ICAO Public Key Directory.
using RemoteVerify.Pki;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.IdDocument.CountrySigners;

/// <summary>What an export of the ICAO directory holds; nothing in it is trusted by being there.</summary>
/// <param name="DocumentSigners">Certificates of document signers.</param>
/// <param name="Crls">Revocation lists, DER, unread.</param>
/// <param name="Unreadable">How many values were neither.</param>
public sealed record DirectoryExport(
    IReadOnlyList<Certificate> DocumentSigners, IReadOnlyList<ReadOnlyMemory<byte>> Crls, IReadOnlyList<MasterList> MasterLists, int Unreadable)
{
    /// <summary>Larger exports are refused (the whole directory is about 150 MB in parts of less than that).</summary>
    public const int MaxCharacters = 200_000_000;

    private const string Structure = "LDIF";

    public static DirectoryExport ReadLdif(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxCharacters)
        {
            throw new IdDocumentFormatException(Structure, MaxCharacters, "too large");
        }

        List<Certificate> signers = [];
        List<ReadOnlyMemory<byte>> crls = [];
        List<MasterList> lists = [];
        int unreadable = 0;
        foreach ((string name, string base64) in BinaryAttributes(text))
        {
            byte[]? value = Decode(base64);
            if (value is null || !TryAdd(name, value, signers, crls, lists))
            {
                unreadable++;
            }
        }

        return new DirectoryExport(signers.AsReadOnly(), crls.AsReadOnly(), lists.AsReadOnly(), unreadable);
    }

    private static bool TryAdd(
        string name, byte[] value, List<Certificate> signers, List<ReadOnlyMemory<byte>> crls, List<MasterList> lists)
    {
        try
        {
            switch (name)
            {
                case "usercertificate":
                    signers.Add(Certificate.Read(value));
                    return true;
                case "certificaterevocationlist":
                    crls.Add(value);
                    return true;
                case "pkdmasterlistcontent" or "cscamasterlistdata":
                    lists.Add(MasterList.Read(value));
                    return true;
                default:
                    return true;
            }
        }
        catch (Exception e) when (e is PkiFormatException or IdDocumentFormatException)
        {
            return false;
        }
    }

    /// <summary>Attributes written with two colons (base64); a line that begins with a blank continues the one before it.</summary>
    private static IEnumerable<(string Name, string Base64)> BinaryAttributes(string text)
    {
        string? name = null;
        System.Text.StringBuilder value = new();
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.TrimEnd('\r');
            if (trimmed.StartsWith(' '))
            {
                value.Append(trimmed, 1, trimmed.Length - 1);
                continue;
            }

            if (name is not null)
            {
                yield return (name, value.ToString());
                name = null;
            }

            value.Clear();
            int colons = trimmed.IndexOf("::", StringComparison.Ordinal);
            if (colons > 0)
            {
                name = trimmed[..colons].Split(';')[0].ToLowerInvariant();
                value.Append(trimmed.AsSpan(colons + 2).Trim());
            }
        }

        if (name is not null)
        {
            yield return (name, value.ToString());
        }
    }

    private static byte[]? Decode(string base64)
    {
        byte[] buffer = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, buffer, out int written) ? buffer[..written] : null;
    }
}
