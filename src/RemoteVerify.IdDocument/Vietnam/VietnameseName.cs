// Doc 9303-3 clause 6 as the Vietnamese issuer applies it: diacritics are dropped, D with stroke becomes D.
using System.Globalization;
using System.Text;

namespace RemoteVerify.IdDocument.Vietnam;

/// <summary>How a Vietnamese name is written in an MRZ.</summary>
public static class VietnameseName
{
    /// <summary>Upper case without diacritics, words separated by one blank; what is no letter is dropped.</summary>
    public static string ToMrzWords(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        StringBuilder plain = new(name.Length);
        foreach (Rune rune in name.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (rune.Value is 'đ' or 'Đ')
            {
                plain.Append('D');
            }
            else if (Rune.IsWhiteSpace(rune) || rune.Value is '-')
            {
                plain.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark && rune.IsAscii && Rune.IsLetter(rune))
            {
                plain.Append(char.ToUpperInvariant((char)rune.Value));
            }
        }

        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>
    /// True when the name of an MRZ is this name: the same words, or the start of them when the MRZ ran out of room.
    /// </summary>
    public static bool Matches(string fullName, string surname, string givenNames, bool mayBeTruncated)
    {
        string expected = ToMrzWords(fullName);
        string actual = string.Join(' ', $"{surname} {givenNames}".Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return actual == expected || (mayBeTruncated && actual.Length > 0 && expected.StartsWith(actual, StringComparison.Ordinal));
    }
}
