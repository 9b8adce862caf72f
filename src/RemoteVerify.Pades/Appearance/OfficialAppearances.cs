// Decree 30/2020/NĐ-CP, annex I: the forms of signatures and seals on electronic papers.
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Pades.Appearance;

/// <summary>Ready-made appearances for official papers; sizes are the decree's, in points.</summary>
public static class OfficialAppearances
{
    private static readonly RgbColor SealRed = new(0.78, 0.06, 0.12);

    /// <summary>The block of a person with authority: function in capitals, picture of the signature, full name, time with zone.</summary>
    /// <param name="function">Such as "CÔNG CHỨNG VIÊN", or "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH".</param>
    /// <param name="signature">Blue on a transparent ground; null leaves its place empty.</param>
    public static VisibleAppearance Signer(DocumentFonts fonts, string function, ComposedImage? signature = null) => new()
    {
        Fonts = fonts,
        Layout = AppearanceLayout.Column,
        Title = function,
        Image = signature,
        Lines = ["{signer}", "{time}"],
        Text = new TextStyle(13),
        Border = null,
    };

    /// <summary>The seal of an organisation: its picture in red, its name, time with zone.</summary>
    /// <param name="seal">On a transparent ground; null: the text alone, framed in red.</param>
    public static VisibleAppearance Seal(DocumentFonts fonts, string organisation, ComposedImage? seal = null) => new()
    {
        Fonts = fonts,
        Image = seal,
        Title = organisation,
        Lines = ["Thời gian ký: {time}"],
        Text = new TextStyle(10, Color: SealRed),
        Border = seal is null ? SealRed : null,
    };

    /// <summary>The note on copies and annexes, at the upper right of the first page: 10 points, upright, black.</summary>
    /// <param name="copyKind">Such as "Sao y".</param>
    public static VisibleAppearance Copy(DocumentFonts fonts, string copyKind, string organisation) => new()
    {
        Fonts = fonts,
        Lines = [$"{copyKind}; {organisation}; {{time}}"],
        Text = new TextStyle(10),
        Border = null,
    };
}
