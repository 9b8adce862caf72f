// ISO 19005-2:2011 clause 6.2 without fonts (colours, pictures, transparency).
using System.Text;
using System.Text.RegularExpressions;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Tests.Composing.Archive;

internal static partial class GraphicsRules
{
    private static readonly string[] Operators =
    [
        "q", "Q", "cm", "w", "J", "j", "M", "d", "ri", "i", "gs", "m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*", "BT", "ET", "Tc", "Tw",
        "Tz", "TL", "Tf", "Tr", "Ts", "Td", "TD", "Tm", "T*", "Tj", "TJ", "'", "\"", "d0", "d1", "CS", "cs", "SC", "SCN", "sc", "scn", "G", "g", "RG", "rg", "K", "k", "sh", "BI", "ID", "EI",
        "Do", "MP", "DP", "BMC", "BDC", "EMC",
    ];

    public static void Check(ArchiveFile file)
    {
        CheckOutputIntent(file);
        foreach (PdfStream picture in file.Streams.Where(stream => stream.Dictionary.GetName("Subtype") == "Image"))
        {
            CheckPicture(file, picture);
        }

        foreach (PdfStream form in file.Streams.Where(stream => stream.Dictionary.GetName("Subtype") == "Form"))
        {
            file.Require(!form.Dictionary.Contains("PS") && !form.Dictionary.Contains("OPI") && !form.Dictionary.Contains("Ref"), "6.2.9", "no PostScript, OPI or reference in a form");
            file.Require(form.Dictionary.Contains("Resources"), "6.2.2", "a form has resources of its own");
            CheckContent(file, form);
        }

        foreach (PdfDictionary state in file.Dictionaries.Where(dictionary => dictionary.GetName("Type") == "ExtGState"))
        {
            file.Require(!state.Contains("TR") && !state.Contains("HTP") && state.GetName("TR2") is null or "Default", "6.2.5", "no transfer functions");
            file.Require(state.GetName("BM") is null or "Normal" or "Multiply" or "Screen" or "Overlay" or "Darken" or "Lighten", "6.2.10", "a blend mode of ISO 32000-1");
        }

        foreach (PdfPage page in PageTree.Read(file.Revision))
        {
            PdfArray? box = file.Get<PdfArray>(page.Inherited, "MediaBox");
            double[] sides = [.. (box ?? PdfArray.Empty).Select(side => side switch { PdfInteger whole => whole.Value, PdfReal real => real.Value, _ => 0 })];
            file.Require(sides.Length == 4 && sides[2] - sides[0] is >= 3 and <= 14_400 && sides[3] - sides[1] is >= 3 and <= 14_400, "6.1.13", "sides of 3 to 14,400 units");
            file.Require(page.Inherited.Contains("Resources"), "6.2.2", "a page has resources");
            file.Require(!page.Dictionary.Contains("AA") && !page.Dictionary.Contains("PresSteps"), "6.5.2 and 6.10", "no actions and no presentation steps");
            PdfObject content = file.Revision.Resolve(page.Dictionary["Contents"]);
            foreach (PdfStream stream in content is PdfArray parts ? parts.Select(file.Revision.Resolve).OfType<PdfStream>() : new[] { content }.OfType<PdfStream>())
            {
                CheckContent(file, stream);
            }
        }
    }

    private static void CheckOutputIntent(ArchiveFile file)
    {
        PdfDictionary[] intents = [.. (file.Get<PdfArray>(file.Revision.Catalog, "OutputIntents") ?? PdfArray.Empty).Select(file.Revision.Resolve).OfType<PdfDictionary>()];
        PdfDictionary? intent = intents.SingleOrDefault(one => one.GetName("S") == "GTS_PDFA1");
        PdfStream? profile = intent is null ? null : file.Get<PdfStream>(intent, "DestOutputProfile");
        file.Require(profile is not null, "6.2.3", "one output intent for PDF/A with its profile");
        if (profile is not null)
        {
            ReadOnlySpan<byte> icc = file.Document.Decode(profile).Span;
            file.Require(icc.Length > 128 && icc[36..40].SequenceEqual("acsp"u8) && icc[12..16].SequenceEqual("mntr"u8) && icc[16..20].SequenceEqual("RGB "u8), "6.2.3", "an RGB display profile");
            file.Require(profile.Dictionary.GetInteger("N") == 3, "6.2.3", "with three components");
            file.Require(icc[8] <= 4, "6.2.3", "of ICC version 4 or below");
        }
    }

    private static void CheckPicture(ArchiveFile file, PdfStream picture)
    {
        PdfDictionary entries = picture.Dictionary;
        file.Require(!entries.Contains("Alternates") && !entries.Contains("OPI"), "6.2.8.1", "no alternates, no OPI");
        file.Require(file.Revision.Resolve(entries["Interpolate"]) is not PdfBoolean { Value: true }, "6.2.8.1", "not interpolated");
        file.Require(entries.GetName("ColorSpace") is "DeviceRGB" or "DeviceGray" || !entries.Contains("ColorSpace") || entries["ColorSpace"] is not PdfName, "6.2.4.3", "no CMYK beside an RGB output intent");
        file.Require(entries.GetInteger("BitsPerComponent") is 1 or 2 or 4 or 8 or 16, "6.2.8.1", "1, 2, 4, 8 or 16 bits");
    }

    private static void CheckContent(ArchiveFile file, PdfStream stream)
    {
        string content = Encoding.Latin1.GetString(file.Document.Decode(stream).Span);
        string bare = Strings().Replace(content, " ");
        int depth = 0;
        foreach (string word in bare.Split((char[])[' ', '\n', '\r', '\t', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Where(word => !Operand().IsMatch(word)))
        {
            file.Require(Operators.Contains(word), "6.2.2", $"the operator {word} is defined");
            file.Require(word is not ("k" or "K"), "6.2.4.3", "no CMYK beside an RGB output intent");
            depth += word == "q" ? 1 : word == "Q" ? -1 : 0;
            file.Require(depth is >= 0 and <= 28, "6.1.13", "graphics states nested up to 28");
        }

        file.Require(depth == 0, "6.2.2", "every saved state is restored");
        file.Require(!NotDef().IsMatch(content), "6.2.11.8", "no glyph .notdef");
    }

    [GeneratedRegex(@"<<.*?>>|<[0-9A-Fa-f]*>|\((\\.|[^\\)])*\)", RegexOptions.Singleline)]
    private static partial Regex Strings();

    [GeneratedRegex(@"^(/.*|[-+]?[0-9.]+|true|false|null)$")]
    private static partial Regex Operand();

    [GeneratedRegex(@"<([0-9A-F]{4})*?0000([0-9A-F]{4})*>")]
    private static partial Regex NotDef();
}
