using System.Formats.Asn1;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pki.Asn1;

/// <summary>Turns attributes that arrived in BER into the DER that was signed.</summary>
internal static class DerEncoding
{
    private const int MaxDepth = 32;

    /// <summary>SET OF with tag 31, sorted, definite lengths throughout.</summary>
    public static byte[] WriteAttributeSet(IEnumerable<CmsAttribute> attributes)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            foreach (CmsAttribute attribute in attributes)
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(attribute.Oid);
                    using (writer.PushSetOf())
                    {
                        foreach (ReadOnlyMemory<byte> value in attribute.Values)
                        {
                            writer.WriteEncodedValue(WithDefiniteLengths(value));
                        }
                    }
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>The same value with minimal definite lengths and joined octet strings; where it is not readable inside, only the outermost length is put right.</summary>
    public static byte[] WithDefiniteLengths(ReadOnlyMemory<byte> value)
    {
        try
        {
            using MemoryStream output = new(value.Length);
            Copy(new Asn1Reader(value, "Attribute"), output, 0);
            return output.ToArray();
        }
        catch (PkiFormatException)
        {
            Asn1Reader outer = new(value, "Attribute");
            Asn1Tag tag = outer.PeekTag();
            return Encode(tag, (tag.IsConstructed ? outer.Sequence(tag).Rest : outer.PrimitiveContents(tag)).Span);
        }
    }

    private static void Copy(Asn1Reader reader, MemoryStream output, int depth)
    {
        if (depth > MaxDepth)
        {
            throw reader.Fail("nested too deeply");
        }

        Asn1Tag tag = reader.PeekTag();
        if (!tag.IsConstructed)
        {
            Write(output, tag, reader.PrimitiveContents(tag).Span);
            return;
        }

        if (tag.HasSameClassAndValue(Asn1Tag.PrimitiveOctetString))
        {
            Write(output, Asn1Tag.PrimitiveOctetString, reader.OctetString().Span);
            return;
        }

        Asn1Reader inner = reader.Sequence(tag);
        using MemoryStream contents = new();
        while (inner.HasData)
        {
            Copy(inner, contents, depth + 1);
        }

        Write(output, tag, contents.GetBuffer().AsSpan(0, (int)contents.Length));
    }

    /// <summary>Tag, minimal length, contents.</summary>
    public static byte[] Encode(Asn1Tag tag, ReadOnlySpan<byte> contents)
    {
        using MemoryStream output = new(contents.Length + 8);
        Write(output, tag, contents);
        return output.ToArray();
    }

    private static void Write(MemoryStream output, Asn1Tag tag, ReadOnlySpan<byte> contents)
    {
        Span<byte> header = stackalloc byte[16];
        int used = tag.Encode(header);
        if (contents.Length < 0x80)
        {
            header[used++] = (byte)contents.Length;
        }
        else
        {
            int bytes = contents.Length > 0xffffff ? 4 : contents.Length > 0xffff ? 3 : contents.Length > 0xff ? 2 : 1;
            header[used++] = (byte)(0x80 | bytes);
            for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            {
                header[used++] = (byte)(contents.Length >> shift);
            }
        }

        output.Write(header[..used]);
        output.Write(contents);
    }
}
