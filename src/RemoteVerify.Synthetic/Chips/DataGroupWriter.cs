// ICAO Doc 9303-10 clause 4.7 and ISO/IEC 19794-5:2005; DG13 as IdDocument/Vietnam/Dg13.cs describes it.
using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Globalization;
using System.Text;
using RemoteVerify.IdDocument.Files;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>Writes the files of a chip.</summary>
internal static class DataGroupWriter
{
    public static byte[] Tlv(int tag, ReadOnlySpan<byte> value)
    {
        List<byte> bytes = [];
        if (tag > 0xFF)
        {
            bytes.Add((byte)(tag >> 8));
        }

        bytes.Add((byte)tag);
        if (value.Length < 0x80)
        {
            bytes.Add((byte)value.Length);
        }
        else if (value.Length <= 0xFF)
        {
            bytes.AddRange([0x81, (byte)value.Length]);
        }
        else if (value.Length <= 0xFFFF)
        {
            bytes.AddRange([0x82, (byte)(value.Length >> 8), (byte)value.Length]);
        }
        else
        {
            bytes.AddRange([0x83, (byte)(value.Length >> 16), (byte)(value.Length >> 8), (byte)value.Length]);
        }

        return [.. bytes, .. value];
    }

    public static byte[] Com(IEnumerable<int> dataGroups) => Tlv(0x60,
    [
        .. Tlv(0x5F01, "0107"u8),
        .. Tlv(0x5F36, "040000"u8),
        .. Tlv(0x5C, [.. dataGroups.Select(number => (byte)EfCom.TagOf(number))]),
    ]);

    public static byte[] Dg1(string mrz) => Tlv(0x61, Tlv(0x5F1F, Encoding.ASCII.GetBytes(mrz)));

    public static byte[] Dg2(ReadOnlyMemory<byte> portrait)
    {
        FaceImage image = ImageHeader.Recognise(portrait) is { WidthPixels: > 0 } recognised
            ? recognised
            : throw new ArgumentException("a JPEG or JPEG 2000 portrait is expected", nameof(portrait));
        byte[] record = new byte[14 + 20 + 12 + portrait.Length];
        Span<byte> span = record;
        "FAC\0"u8.CopyTo(span);
        "010\0"u8.CopyTo(span[4..]);
        BinaryPrimitives.WriteInt32BigEndian(span[8..], record.Length);
        BinaryPrimitives.WriteInt16BigEndian(span[12..], 1);
        BinaryPrimitives.WriteInt32BigEndian(span[14..], record.Length - 14);
        Span<byte> information = span[34..];
        information[0] = 1;
        information[1] = image.Format == "jpeg" ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteUInt16BigEndian(information[2..], (ushort)image.WidthPixels);
        BinaryPrimitives.WriteUInt16BigEndian(information[4..], (ushort)image.HeightPixels);
        information[6] = 1;
        portrait.Span.CopyTo(span[46..]);
        byte[] header = Tlv(0xA1, [.. Tlv(0x81, [2]), .. Tlv(0x82, [0]), .. Tlv(0x87, [1, 1]), .. Tlv(0x88, [0, 8])]);
        byte[] template = Tlv(0x7F60, [.. header, .. Tlv(0x5F2E, record)]);
        return Tlv(0x75, Tlv(0x7F61, [.. Tlv(0x02, [1]), .. template]));
    }

    public static byte[] Dg13(ChipHolder holder)
    {
        AsnWriter writer = new(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            // The order of the fields is kept as it is seen on cards, not sorted as DER would.
            using (writer.PushSetOf())
            {
                Printable(writer, 1, holder.PersonalNumber);
                Utf8(writer, 2, holder.FullName);
                Printable(writer, 3, Date(holder.BirthDate));
                Utf8(writer, 4, holder.Sex == 'M' ? "Nam" : "Nữ");
                Utf8(writer, 5, holder.Nationality);
                Utf8(writer, 6, holder.Ethnicity);
                Utf8(writer, 7, holder.Religion);
                Utf8(writer, 8, holder.PlaceOfOrigin);
                Utf8(writer, 9, holder.Residence);
                Utf8(writer, 10, holder.IdentifyingMarks);
                Printable(writer, 11, Date(holder.Issued));
                Utf8(writer, 12, holder.Expires is { } expires ? Date(expires) : "Không thời hạn");
                Names(writer, 13, [holder.Father, holder.Mother]);
                Names(writer, 14, holder.Spouse.Length == 0 ? [] : [holder.Spouse]);
                Printable(writer, 15, holder.OldNumber);
                Printable(writer, 16, "0000000000000000");
            }
        }

        return Tlv(0x6D, writer.Encode());
    }

    /// <param name="securityInfos">SET of SecurityInfo.</param>
    public static byte[] Dg14(byte[] securityInfos) => Tlv(0x6E, securityInfos);

    /// <summary>A template without a print in it: these people have no fingers.</summary>
    public static byte[] Dg3() => Tlv(0x63, Tlv(0x7F61, Tlv(0x02, [0])));

    public static byte[] Dg15(byte[] subjectPublicKeyInfo) => Tlv(0x6F, subjectPublicKeyInfo);

    private static string Date(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static void Printable(AsnWriter writer, int number, string text) => Field(writer, number, text, UniversalTagNumber.PrintableString);

    private static void Utf8(AsnWriter writer, int number, string text) => Field(writer, number, text, UniversalTagNumber.UTF8String);

    private static void Field(AsnWriter writer, int number, string text, UniversalTagNumber type)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(number);
            if (text.Length > 0)
            {
                writer.WriteCharacterString(type, text);
            }
        }
    }

    private static void Names(AsnWriter writer, int number, string[] names)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(number);
            foreach (string name in names)
            {
                using (writer.PushSequence())
                {
                    if (name.Length > 0)
                    {
                        writer.WriteCharacterString(UniversalTagNumber.UTF8String, name);
                    }
                }
            }
        }
    }
}
