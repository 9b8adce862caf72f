using System.Globalization;
using System.Text;

namespace RemoteVerify.Signer.Approving;

/// <summary>Names that may be shown: a line end, a control sequence or a change of writing direction could show the officer another name.</summary>
internal static class DocumentName
{
    public const int MaximumLength = 200;

    /// <summary>The name in NFC; null when it is empty, too long, or has signs that don't show.</summary>
    public static string? Accept(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > MaximumLength || !IsWellFormed(name))
        {
            return null;
        }

        return name.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune) is not (
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate))
            ? name.Trim().Normalize(NormalizationForm.FormC)
            : null;
    }

    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
