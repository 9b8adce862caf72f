// X.690 clause 8.19: the contents octets of an object identifier are unique in DER, so equal bytes mean the same identifier.
using System.Formats.Asn1;
using System.Reflection;
using System.Runtime.InteropServices;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pki.Asn1;

/// <summary>The identifiers of <see cref="Oids"/> by their contents octets: one certificate holds dozens, and their text needs making only once.</summary>
internal static class KnownIdentifiers
{
    // The last byte of a key is the length of what stands before.
    private const int KeyBytes = 16;

    private static readonly Dictionary<UInt128, string> Texts = Make();

    /// <summary>The dotted form; null when the identifier is not known here.</summary>
    public static string? Find(ReadOnlySpan<byte> contents) =>
        contents.Length < KeyBytes ? Texts.GetValueOrDefault(Key(contents)) : null;

    private static UInt128 Key(ReadOnlySpan<byte> contents)
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        key.Clear();
        contents.CopyTo(key);
        key[^1] = (byte)contents.Length;
        return MemoryMarshal.Read<UInt128>(key);
    }

    private static Dictionary<UInt128, string> Make()
    {
        Dictionary<UInt128, string> texts = [];
        foreach (FieldInfo field in typeof(Oids).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            if (field.GetRawConstantValue() is not string text)
            {
                continue;
            }

            AsnWriter writer = new(AsnEncodingRules.DER);
            writer.WriteObjectIdentifier(text);
            byte[] encoded = writer.Encode();
            if (encoded.Length - 2 < KeyBytes)
            {
                texts[Key(encoded.AsSpan(2))] = text;
            }
        }

        return texts;
    }
}
