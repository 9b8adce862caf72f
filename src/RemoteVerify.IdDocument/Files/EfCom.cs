// ICAO Doc 9303-10 clause 4.6.1 (EF.COM). Deprecated there as a source of truth: it is not covered by the signature.
using System.Text;

namespace RemoteVerify.IdDocument.Files;

/// <summary>What the chip says it holds.</summary>
/// <param name="LdsVersion">Four digits, e.g. <c>0107</c>.</param>
/// <param name="UnicodeVersion">Six digits, e.g. <c>040000</c>.</param>
public sealed record EfCom(string LdsVersion, string UnicodeVersion, IReadOnlyList<int> DataGroups)
{
    private const string Structure = "EF.COM";

    // Position n holds the tag of data group n + 1.
    private static readonly int[] TagOfDataGroup =
        [0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6A, 0x6B, 0x6C, 0x6D, 0x6E, 0x6F, 0x70];

    /// <summary>The outer tag of a data group file, e.g. 0x61 for DG1.</summary>
    public static int TagOf(int dataGroup) => TagOfDataGroup[dataGroup - 1];

    public static EfCom Read(ReadOnlyMemory<byte> file)
    {
        TlvReader reader = new(ElementaryFile.Read(file, 0x60, Structure), Structure);
        string lds = Digits(reader.Read(0x5F01), 4);
        string unicode = Digits(reader.Read(0x5F36), 6);
        TlvElement tags = reader.Read(0x5C);
        List<int> dataGroups = [];
        for (int i = 0; i < tags.Value.Length; i++)
        {
            int number = Array.IndexOf(TagOfDataGroup, tags.Value.Span[i]) + 1;
            if (number == 0)
            {
                throw new IdDocumentFormatException(Structure, tags.ValueOffset + i, "tag list names no data group");
            }

            dataGroups.Add(number);
        }

        return new EfCom(lds, unicode, dataGroups.AsReadOnly());
    }

    private static string Digits(TlvElement element, int count)
    {
        string text = Encoding.ASCII.GetString(element.Value.Span);
        return text.Length == count && text.All(char.IsAsciiDigit)
            ? text
            : throw new IdDocumentFormatException(Structure, element.ValueOffset, $"{count} digits expected");
    }
}
