using System.Formats.Asn1;
using System.Numerics;
using System.Text;

namespace RemoteVerify.Pki.Asn1;

/// <summary>
/// A forward reader over BER that keeps the bytes as received: every value it returns is a slice of the input wherever
/// the encoding allows it, and every failure is a <see cref="PkiFormatException"/> with the offset from the start.
/// </summary>
/// <remarks>
/// BER and not DER: real certificates and CMS objects break DER in small ways, and everything that is hashed here is
/// hashed as received, never re-encoded.
/// </remarks>
public sealed class Asn1Reader
{
    private const int HighTag = 0x1F;
    private const AsnEncodingRules Rules = AsnEncodingRules.BER;

    private readonly ReadOnlyMemory<byte> _data;
    private readonly long _baseOffset;
    private int _position;

    /// <param name="data">The bytes to read.</param>
    /// <param name="structure">Name used in exceptions.</param>
    /// <param name="baseOffset">Offset of <paramref name="data"/> in the value that the caller was given.</param>
    public Asn1Reader(ReadOnlyMemory<byte> data, string structure, long baseOffset = 0)
    {
        _data = data;
        Structure = structure;
        _baseOffset = baseOffset;
    }

    /// <summary>Name used in exceptions.</summary>
    public string Structure { get; }

    /// <summary>Offset of the next byte from the start of the outermost value.</summary>
    public long Offset => _baseOffset + _position;

    /// <summary>Whether anything is left.</summary>
    public bool HasData => _position < _data.Length;

    /// <summary>What is left, undecoded.</summary>
    public ReadOnlyMemory<byte> Rest => _data[_position..];

    /// <summary>Tag of the next value.</summary>
    public Asn1Tag PeekTag()
    {
        try
        {
            return Asn1Tag.Decode(_data.Span[_position..], out _);
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw Broken(e);
        }
    }

    /// <summary>Whether the next value has this class and number, primitive or constructed.</summary>
    public bool NextIs(Asn1Tag tag) => HasData && PeekTag().HasSameClassAndValue(tag);

    /// <summary>Whether the next value is <c>[number]</c>.</summary>
    public bool NextIsContext(int number) => NextIs(new Asn1Tag(TagClass.ContextSpecific, number));

    /// <summary>Enters a SEQUENCE, or an implicitly tagged one.</summary>
    public Asn1Reader Sequence(Asn1Tag? tag = null) => Enter(tag ?? Asn1Tag.Sequence);

    /// <summary>Enters a SET or SET OF, or an implicitly tagged one; order inside is not checked.</summary>
    public Asn1Reader Set(Asn1Tag? tag = null) => Enter(tag ?? Asn1Tag.SetOf);

    /// <summary>Enters an explicit or implicit constructed <c>[number]</c>.</summary>
    public Asn1Reader Context(int number) => Enter(new Asn1Tag(TagClass.ContextSpecific, number, isConstructed: true));

    /// <summary>The next value with its tag and length.</summary>
    public ReadOnlyMemory<byte> EncodedValue()
    {
        Header header = ReadHeader();
        return Take(header.Total);
    }

    /// <summary>Contents of the next value, which must be primitive and have this tag; for the string types that real files misuse.</summary>
    public ReadOnlyMemory<byte> PrimitiveContents(Asn1Tag tag)
    {
        Header header = Expect(tag);
        if (header.Tag.IsConstructed)
        {
            throw Fail("a primitive value was expected");
        }

        ReadOnlyMemory<byte> contents = Rest.Slice(header.ContentOffset, header.ContentLength);
        _position += header.Total;
        return contents;
    }

    /// <summary>The two's complement bytes of an INTEGER as received, needless leading zeros included.</summary>
    public ReadOnlyMemory<byte> IntegerBytes(Asn1Tag? tag = null)
    {
        ReadOnlyMemory<byte> contents = PrimitiveContents(tag ?? Asn1Tag.Integer);
        return contents.IsEmpty ? throw Fail("an INTEGER has no contents") : contents;
    }

    /// <summary>An INTEGER of any size.</summary>
    public BigInteger Integer(Asn1Tag? tag = null) => new(IntegerBytes(tag).Span, isBigEndian: true);

    /// <summary>An INTEGER that must fit 32 bits.</summary>
    public int Int32(Asn1Tag? tag = null)
    {
        long at = Offset;
        BigInteger value = Integer(tag);
        return value >= int.MinValue && value <= int.MaxValue
            ? (int)value
            : throw new PkiFormatException(Structure, at, "an INTEGER is out of range");
    }

    /// <summary>An ENUMERATED as a number.</summary>
    public int Enumerated() => Int32(Asn1Tag.Enumerated);

    /// <summary>A BOOLEAN; BER's "anything but zero" is true.</summary>
    public bool Boolean(Asn1Tag? tag = null)
    {
        ReadOnlyMemory<byte> contents = PrimitiveContents(tag ?? Asn1Tag.Boolean);
        return contents.Length == 1 ? contents.Span[0] != 0 : throw Fail("a BOOLEAN must have one byte");
    }

    /// <summary>An OBJECT IDENTIFIER in dotted form.</summary>
    public string ObjectIdentifier(Asn1Tag? tag = null)
    {
        Header header = ReadHeader();
        if (!header.Tag.IsConstructed && header.Tag.HasSameClassAndValue(tag ?? Asn1Tag.ObjectIdentifier)
            && KnownIdentifiers.Find(Rest.Span.Slice(header.ContentOffset, header.ContentLength)) is { } known)
        {
            _position += header.Total;
            return known;
        }

        try
        {
            string oid = AsnDecoder.ReadObjectIdentifier(Rest.Span, Rules, out int used, tag);
            _position += used;
            return oid;
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw Broken(e);
        }
    }

    /// <summary>An OCTET STRING; constructed ones are joined into a new array.</summary>
    public ReadOnlyMemory<byte> OctetString(Asn1Tag? tag = null)
    {
        Header header = ReadHeader();
        if (!header.Tag.IsConstructed && header.Tag.HasSameClassAndValue(tag ?? Asn1Tag.PrimitiveOctetString))
        {
            ReadOnlyMemory<byte> contents = Rest.Slice(header.ContentOffset, header.ContentLength);
            _position += header.Total;
            return contents;
        }

        try
        {
            byte[] joined = AsnDecoder.ReadOctetString(Rest.Span, Rules, out int used, tag);
            _position += used;
            return joined;
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw Broken(e);
        }
    }

    /// <summary>A BIT STRING with the number of unused bits in its last byte.</summary>
    public ReadOnlyMemory<byte> BitString(out int unusedBits, Asn1Tag? tag = null)
    {
        try
        {
            if (AsnDecoder.TryReadPrimitiveBitString(Rest.Span, Rules, out unusedBits, out ReadOnlySpan<byte> bits, out int used, tag))
            {
                ReadOnlyMemory<byte> slice = Rest.Slice(used - bits.Length, bits.Length);
                _position += used;
                return slice;
            }

            byte[] joined = AsnDecoder.ReadBitString(Rest.Span, Rules, out unusedBits, out used, tag);
            _position += used;
            return joined;
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw Broken(e);
        }
    }

    /// <summary>A BIT STRING that must hold whole bytes.</summary>
    public ReadOnlyMemory<byte> BitStringBytes(Asn1Tag? tag = null)
    {
        ReadOnlyMemory<byte> value = BitString(out int unused, tag);
        return unused == 0 ? value : throw Fail("a BIT STRING must hold whole bytes");
    }

    /// <summary>UTCTime (two-digit years up to 49 are 20xx, RFC 5280 section 4.1.2.5.1) or GeneralizedTime.</summary>
    public DateTimeOffset Time()
    {
        if (!NextIs(Asn1Tag.UtcTime))
        {
            return GeneralizedTime();
        }

        try
        {
            DateTimeOffset value = AsnDecoder.ReadUtcTime(Rest.Span, Rules, out int used, twoDigitYearMax: 2049);
            _position += used;
            return ToMicroseconds(value);
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw Broken(e);
        }
    }

    /// <summary>GeneralizedTime under its own or an implicit tag.</summary>
    public DateTimeOffset GeneralizedTime(Asn1Tag? tag = null)
    {
        try
        {
            DateTimeOffset value = AsnDecoder.ReadGeneralizedTime(Rest.Span, Rules, out int used, tag);
            _position += used;
            return ToMicroseconds(value);
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw Broken(e);
        }
    }

    /// <summary>Text of any of the ASN.1 string types; bytes that the type does not allow are replaced, not refused.</summary>
    public string Text()
    {
        Asn1Tag tag = PeekTag();
        ReadOnlySpan<byte> contents = PrimitiveContents(tag).Span;
        return (UniversalTagNumber)tag.TagValue switch
        {
            UniversalTagNumber.BMPString => Encoding.BigEndianUnicode.GetString(contents),
            UniversalTagNumber.UniversalString => new UTF32Encoding(bigEndian: true, byteOrderMark: false).GetString(contents),
            UniversalTagNumber.TeletexString => Encoding.Latin1.GetString(contents),
            _ => Encoding.UTF8.GetString(contents),
        };
    }

    /// <summary>Contents of an implicitly tagged IA5String, as URIs are in GeneralName.</summary>
    public string ImplicitText(int contextNumber) =>
        Encoding.ASCII.GetString(PrimitiveContents(new Asn1Tag(TagClass.ContextSpecific, contextNumber)).Span);

    /// <summary>Skips the next value.</summary>
    public void SkipValue() => EncodedValue();

    /// <summary>Fails when anything is left.</summary>
    public void End()
    {
        if (HasData)
        {
            throw Fail("unexpected data after the last field");
        }
    }

    /// <summary>An exception at the present offset.</summary>
    public PkiFormatException Fail(string message) => new(Structure, Offset, message);

    /// <summary>The decoder computes fractions in floating point and then cuts: .688 comes back as .6879999.</summary>
    private static DateTimeOffset ToMicroseconds(DateTimeOffset value)
    {
        long ticks = value.UtcTicks;
        return new DateTimeOffset(
            Math.Min((ticks + (TimeSpan.TicksPerMicrosecond / 2)) / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, DateTimeOffset.MaxValue.UtcTicks),
            TimeSpan.Zero);
    }

    private Asn1Reader Enter(Asn1Tag tag)
    {
        Header header = Expect(tag);
        if (!header.Tag.IsConstructed)
        {
            throw Fail("a constructed value was expected");
        }

        Asn1Reader inner = new(Rest.Slice(header.ContentOffset, header.ContentLength), Structure, Offset + header.ContentOffset);
        _position += header.Total;
        return inner;
    }

    private Header Expect(Asn1Tag tag)
    {
        Header header = ReadHeader();
        return header.Tag.HasSameClassAndValue(tag)
            ? header
            : throw Fail($"tag {tag} was expected, {header.Tag} was found");
    }

    private Header ReadHeader()
    {
        // Nearly every value has a low tag number and a definite length below 64 KiB (X.690 clauses 8.1.2.2, 8.1.3); the library looks at the rest.
        ReadOnlySpan<byte> rest = _data.Span[_position..];
        if (rest.Length >= 2 && rest[0] != 0 && (rest[0] & HighTag) != HighTag)
        {
            (int start, int length) = rest[1] switch
            {
                < 0x80 => (2, rest[1]),
                0x81 when rest.Length > 2 => (3, rest[2]),
                0x82 when rest.Length > 3 => (4, (rest[2] << 8) | rest[3]),
                _ => (0, 0),
            };
            if (start > 0 && length <= rest.Length - start)
            {
                return new Header(new Asn1Tag((TagClass)(rest[0] & 0xC0), rest[0] & HighTag, (rest[0] & 0x20) != 0), start, length, start + length);
            }
        }

        try
        {
            Asn1Tag tag = AsnDecoder.ReadEncodedValue(_data.Span[_position..], Rules, out int contentOffset, out int contentLength, out int used);
            return new Header(tag, contentOffset, contentLength, used);
        }
        catch (Exception e) when (IsBroken(e))
        {
            throw Broken(e);
        }
    }

    private ReadOnlyMemory<byte> Take(int count)
    {
        ReadOnlyMemory<byte> value = Rest[..count];
        _position += count;
        return value;
    }

    private static bool IsBroken(Exception e) => e is AsnContentException or ArgumentException or OverflowException or InvalidOperationException;

    private PkiFormatException Broken(Exception e) => new(Structure, Offset, "the encoding is not valid", e);

    private readonly record struct Header(Asn1Tag Tag, int ContentOffset, int ContentLength, int Total);
}
