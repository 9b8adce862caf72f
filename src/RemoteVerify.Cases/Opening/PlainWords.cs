using System.Globalization;
using System.Text;

namespace RemoteVerify.Cases.Opening;

/// <summary>Words as people type them in a hurry: small letters, no diacritics, <c>đ</c> as <c>d</c>.</summary>
public static class PlainWords
{
    /// <summary>The text in plain letters; what is neither letter nor digit becomes a blank.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder plain = new(text.Length);
        foreach (Rune rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            Rune small = Rune.ToLowerInvariant(rune);
            plain.Append(small.Value is 'đ' ? "d" : Rune.IsLetterOrDigit(small) ? small.ToString() : " ");
        }

        return plain.ToString();
    }

    /// <summary>True when every word of the question is somewhere in the text.</summary>
    public static bool AreIn(string question, string text)
    {
        string plain = Of(text);
        return Of(question).Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => plain.Contains(word, StringComparison.Ordinal));
    }
}
