using RemoteVerify.Pdf.Composing.Fonts;

namespace RemoteVerify.Pdf.Composing;

/// <summary>The faces of one typeface; a face that is left out is replaced by the regular one.</summary>
public sealed record FontFamily(TrueTypeFont Regular, TrueTypeFont? Bold = null, TrueTypeFont? Italic = null, TrueTypeFont? BoldItalic = null)
{
    internal TrueTypeFont Face(bool bold, bool italic) => (bold, italic) switch
    {
        (true, true) => BoldItalic ?? Bold ?? Italic ?? Regular,
        (true, false) => Bold ?? Regular,
        (false, true) => Italic ?? Regular,
        _ => Regular,
    };
}

/// <summary>The fonts of a document.</summary>
/// <param name="Serif">The main family (documents under Decree 30/2020 are set in Times New Roman or its metric twin).</param>
/// <param name="Sans">The family for <see cref="TextStyle.Sans"/>; the main one when left out.</param>
public sealed record DocumentFonts(FontFamily Serif, FontFamily? Sans = null)
{
    internal TrueTypeFont Face(TextStyle style) => (style.Sans ? Sans ?? Serif : Serif).Face(style.Bold, style.Italic);
}
