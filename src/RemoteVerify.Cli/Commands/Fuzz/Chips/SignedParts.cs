// RFC 5652 clause 5 and RFC 5280 clause 4.1, read with the base library alone: the judge of the fuzzer must not share the code that it tests.
using System.Formats.Asn1;

namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>The byte ranges of a file that a signature or a hash covers.</summary>
internal static class SignedParts
{
    private const AsnEncodingRules Rules = AsnEncodingRules.BER;
    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    /// <summary>The content, each signed attribute and the signed part of each certificate. A signer's certificate is found by its serial number.</summary>
    /// <param name="signedData">A ContentInfo, or one inside the tag 77 of EF.SOD.</param>
    public static IReadOnlyList<ReadOnlyMemory<byte>> OfSignedData(ReadOnlyMemory<byte> signedData)
    {
        if (signedData.Span[0] == 0x77 && TlvNode.Read(signedData.Span, 0, signedData.Length) is { } outer)
        {
            signedData = signedData.Slice(outer.ValueStart, outer.ValueLength);
        }

        AsnReader info = new AsnReader(signedData, Rules).ReadSequence();
        info.ReadObjectIdentifier();
        AsnReader signed = info.ReadSequence(Context0).ReadSequence();
        signed.ReadInteger();
        signed.ReadSetOf();
        AsnReader content = signed.ReadSequence();
        content.ReadObjectIdentifier();
        List<ReadOnlyMemory<byte>> parts = [.. Chunks(content.ReadSequence(Context0).ReadEncodedValue())];
        List<ReadOnlyMemory<byte>> certificates = [];
        if (signed.HasData && signed.PeekTag().HasSameClassAndValue(Context0))
        {
            AsnReader set = signed.ReadSetOf(true, Context0);
            while (set.HasData)
            {
                certificates.Add(set.ReadEncodedValue());
            }
        }

        if (signed.HasData && signed.PeekTag().TagClass == TagClass.ContextSpecific)
        {
            signed.ReadEncodedValue();
        }

        AsnReader signer = signed.ReadSetOf(skipSortOrderValidation: true).ReadSequence();
        signer.ReadInteger();
        ReadOnlyMemory<byte> identifier = signer.ReadEncodedValue();
        signer.ReadSequence();
        if (signer.PeekTag().HasSameClassAndValue(Context0))
        {
            AsnReader attributes = signer.ReadSetOf(true, Context0);
            while (attributes.HasData)
            {
                parts.Add(attributes.ReadEncodedValue());
            }
        }

        ReadOnlyMemory<byte>[] tbs = [.. certificates.Select(OfCertificate)];
        ReadOnlyMemory<byte>[] own = [.. tbs.Where(part => Names(identifier, part))];
        parts.AddRange(own.Length > 0 ? own : tbs);
        return parts;
    }

    /// <summary>The signed part of a certificate or a revocation list.</summary>
    public static ReadOnlyMemory<byte> OfCertificate(ReadOnlyMemory<byte> certificate) => new AsnReader(certificate, Rules).ReadSequence().ReadEncodedValue();

    /// <summary>The data object of an elementary file, without what may lie behind it; empty when there is none.</summary>
    public static ReadOnlySpan<byte> OfFile(ReadOnlySpan<byte> file) => TlvNode.Read(file, 0, file.Length) is { } node ? file[..node.End] : [];

    /// <summary>
    /// Whether all these bytes are still somewhere in the file, each in one piece. Signed attributes are signed in DER whatever form they are
    /// sent in (RFC 5652 clause 5.4), so they are also looked for after indefinite lengths have been made definite.
    /// </summary>
    public static bool AreIn(ReadOnlySpan<byte> file, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            if (file.IndexOf(part.Span) < 0 && !(IsAttribute(part.Span) && DefiniteLengths.Rewrite(file) is { } definite && definite.AsSpan().IndexOf(part.Span) >= 0))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>SEQUENCE of an identifier under 1.2.840.113549.1.9 (PKCS#9) first.</summary>
    private static bool IsAttribute(ReadOnlySpan<byte> part) =>
        TlvNode.Read(part, 0, part.Length) is { } node && part[node.ValueStart..].StartsWith((ReadOnlySpan<byte>)[6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9]);

    /// <summary>The contents of an OCTET STRING, or of its pieces when it is written in pieces.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Chunks(ReadOnlyMemory<byte> octets)
    {
        if (AsnDecoder.TryReadPrimitiveOctetString(octets.Span, Rules, out ReadOnlySpan<byte> whole, out int used))
        {
            return [octets.Slice(used - whole.Length, whole.Length)];
        }

        List<ReadOnlyMemory<byte>> chunks = [];
        byte[] asSequence = octets.ToArray();
        asSequence[0] = 0x30;
        AsnReader pieces = new AsnReader(asSequence, Rules).ReadSequence();
        while (pieces.HasData)
        {
            chunks.AddRange(Chunks(pieces.ReadEncodedValue()));
        }

        return chunks;
    }

    /// <summary>Issuer and serial number of a signer info against the first fields of a certificate.</summary>
    private static bool Names(ReadOnlyMemory<byte> identifier, ReadOnlyMemory<byte> tbs)
    {
        if (identifier.Span[0] != 0x30)
        {
            return false;
        }

        AsnReader wanted = new AsnReader(identifier, Rules).ReadSequence();
        wanted.ReadEncodedValue();
        AsnReader fields = new AsnReader(tbs, Rules).ReadSequence();
        if (fields.PeekTag().HasSameClassAndValue(Context0))
        {
            fields.ReadEncodedValue();
        }

        return wanted.ReadIntegerBytes().Span.SequenceEqual(fields.ReadIntegerBytes().Span);
    }
}
