// ISO 19005-2:2011 clause 6.1 (file structure).
using System.Text;
using System.Text.RegularExpressions;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Tests.Composing.Archive;

internal static partial class FileRules
{
    private static readonly string[] Filters = ["FlateDecode", "DCTDecode", "ASCIIHexDecode", "ASCII85Decode", "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode", "JPXDecode"];

    public static void Check(ArchiveFile file)
    {
        CheckFrame(file);
        CheckObjects(file);
        CheckLimits(file);
    }

    private static void CheckFrame(ArchiveFile file)
    {
        string start = Encoding.Latin1.GetString(file.Bytes[..Math.Min(64, file.Bytes.Length)]);
        file.Require(Header().IsMatch(start), "6.1.2", "header at byte 0, then a comment of four bytes above 127");
        file.Require(file.Revision.Get<PdfArray>(file.Revision.Trailer, "ID") is { Count: 2 }, "6.1.3", "the trailer has an identifier");
        file.Require(file.Document.Encryption is null, "6.1.3", "not encrypted");
        string end = Encoding.Latin1.GetString(file.Bytes[^16..]);
        file.Require(End().IsMatch(end), "6.1.3", "nothing but one end of line after the last marker");
        string text = Encoding.Latin1.GetString(file.Bytes);
        file.Require(!BadXref().IsMatch(text), "6.1.4", "one end of line between xref and its first subsection");
    }

    private static void CheckObjects(ArchiveFile file)
    {
        string text = Encoding.Latin1.GetString(file.Bytes);
        foreach ((int number, PdfObject _) in file.Objects)
        {
            if (file.Revision.Locate(number) is { Index: < 0 } place)
            {
                string head = text.Substring((int)place.Offset + file.Document.HeaderOffset, 24);
                file.Require(ObjectHead().IsMatch(head) && (place.Offset == 0 || text[(int)place.Offset - 1] is '\n' or '\r'), "6.1.9", $"object {number} stands on lines of its own");
            }
        }

        foreach (PdfStream stream in file.Streams)
        {
            file.Require(!stream.Dictionary.Contains("F") && !stream.Dictionary.Contains("FFilter") && !stream.Dictionary.Contains("FDecodeParms"), "6.1.7.1", "no stream lies in another file");
            PdfObject filter = file.Revision.Resolve(stream.Dictionary["Filter"]);
            IEnumerable<PdfObject> named = filter is PdfArray list ? list : filter is PdfNull ? [] : [filter];
            file.Require(named.All(name => name is PdfName { Value: var value } && Filters.Contains(value)), "6.1.7.2", "only filters of the list (not LZW, not Crypt)");
        }
    }

    private static void CheckLimits(ArchiveFile file)
    {
        file.Require(file.Objects.Count <= 8_388_607, "6.1.13", "at most 8,388,607 objects");
        foreach (PdfObject leaf in file.Objects.SelectMany(entry => ArchiveFile.Leaves(entry.Value)))
        {
            file.Require(leaf is not PdfString { Bytes.Length: > 32_767 }, "6.1.13", "a string of at most 32,767 bytes");
            file.Require(leaf is not PdfName { Value.Length: > 127 }, "6.1.13", "a name of at most 127 bytes");
            file.Require(leaf is not PdfInteger { Value: < int.MinValue or > int.MaxValue }, "6.1.13", "integers of 32 bits");
        }
    }

    [GeneratedRegex(@"^%PDF-1\.[0-7][\r\n]{1,2}%[\x80-\xFF]{4}")]
    private static partial Regex Header();

    [GeneratedRegex(@"%%EOF(\r\n|\n|\r)?$")]
    private static partial Regex End();

    [GeneratedRegex(@"[\r\n]xref(?!\r\n\d|\n\d|\r\d)")]
    private static partial Regex BadXref();

    [GeneratedRegex(@"^\d+ \d+ obj[\r\n]")]
    private static partial Regex ObjectHead();
}
