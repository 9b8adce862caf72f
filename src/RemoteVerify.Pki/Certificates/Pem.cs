using System.Security.Cryptography;

namespace RemoteVerify.Pki.Certificates;

/// <summary>PEM blocks of RFC 7468.</summary>
public static class Pem
{
    /// <summary>The contents of every block with this label, in order.</summary>
    /// <exception cref="PkiFormatException">A block's base64 is broken.</exception>
    public static IReadOnlyList<byte[]> Decode(string text, string label)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<byte[]> blocks = [];
        int at = 0;
        while (PemEncoding.TryFind(text.AsSpan(at), out PemFields fields))
        {
            ReadOnlySpan<char> rest = text.AsSpan(at);
            if (rest[fields.Label].SequenceEqual(label))
            {
                byte[] bytes = new byte[fields.DecodedDataLength];
                if (!Convert.TryFromBase64Chars(rest[fields.Base64Data], bytes, out int written) || written != bytes.Length)
                {
                    throw new PkiFormatException("PEM", at, "the base64 text is broken");
                }

                blocks.Add(bytes);
            }

            at += fields.Location.End.GetOffset(rest.Length);
        }

        return blocks;
    }
}
