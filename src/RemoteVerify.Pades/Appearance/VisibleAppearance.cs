using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Pades.Appearance;

/// <summary>The words in front of the facts of a visible signature.</summary>
public sealed record AppearanceLabels(string Signer, string Reason, string Location, string Time)
{
    public static AppearanceLabels Vietnamese { get; } = new("Người ký: ", "Lý do: ", "Nơi ký: ", "Thời gian ký: ");

    public static AppearanceLabels English { get; } = new("Signed by: ", "Reason: ", "Place: ", "Signed at: ");
}

/// <summary>How the parts of a visible signature stand to each other.</summary>
public enum AppearanceLayout
{
    /// <summary>Picture at the left, text in the middle, QR code at the right.</summary>
    Row,

    /// <summary>Title above, picture below it, then the text, all centred: the signature block of Vietnamese papers (Decree 30/2020, annex I).</summary>
    Column,
}

/// <summary>How a signature shows on a page.</summary>
public sealed record VisibleAppearance
{
    public required DocumentFonts Fonts { get; init; }

    /// <summary>Page of a new field, from 1; an existing field keeps its page.</summary>
    public int PageNumber { get; init; } = 1;

    /// <summary>Place of a new field on the page as a reader shows it (after rotation), from its lower left corner; an existing field keeps its place.</summary>
    public Frame? Rectangle { get; init; }

    public AppearanceLayout Layout { get; init; } = AppearanceLayout.Row;

    /// <summary>Function or organisation above everything else, in bold, such as "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH".</summary>
    public string? Title { get; init; }

    /// <summary>The whole text, a paragraph each, instead of the facts with labels; <c>{time}</c> becomes the signing time, <c>{signer}</c> the signer.</summary>
    public IReadOnlyList<string>? Lines { get; init; }

    public AppearanceLabels Labels { get; init; } = AppearanceLabels.Vietnamese;

    /// <summary>Picture of a signature or seal; kept in proportion.</summary>
    public ComposedImage? Image { get; init; }

    /// <summary>Text of a QR code.</summary>
    public string? QrText { get; init; }

    /// <summary>The text is set smaller when it does not fit.</summary>
    public TextStyle Text { get; init; } = new(10);

    public RgbColor? Border { get; init; } = RgbColor.Gray;

    /// <summary>Says nothing of what the text says.</summary>
    public override string ToString() => "VisibleAppearance";
}
