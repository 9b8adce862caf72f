using System.Text;

namespace RemoteVerify.Cases.Papers.Templates;

/// <summary>A piece of a template's text: words, or a field to fill.</summary>
/// <param name="Words">The words, or the field's name.</param>
/// <param name="IsField">True for a field.</param>
/// <param name="Bold">Set bold.</param>
/// <param name="Italic">Set italic.</param>
public readonly record struct TemplatePiece(string Words, bool IsField, bool Bold, bool Italic);

/// <summary>Takes a template's text apart. What fills a field is never read as markup.</summary>
public static class TemplateText
{
    private const int MaximumLength = 8000;

    /// <summary>The pieces, or null when a bracket or a mark is not closed, or a field's name is none.</summary>
    public static IReadOnlyList<TemplatePiece>? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pieces = new List<TemplatePiece>();
        var words = new StringBuilder();
        bool bold = false, italic = false;
        int at = 0;
        while (at < text.Length && text.Length <= MaximumLength)
        {
            if (Mark(text, at, out bool opens, out char which))
            {
                Close();
                if ((which == 'b' ? bold : italic) == opens)
                {
                    return null;
                }

                (bold, italic) = which == 'b' ? (opens, italic) : (bold, opens);
                at += opens ? 3 : 4;
            }
            else if (text[at] == '[' && at + 1 < text.Length && text[at + 1] == '[')
            {
                words.Append('[');
                at += 2;
            }
            else if (text[at] == '[')
            {
                int end = text.IndexOf(']', at);
                if (end < 0 || !IsName(text[(at + 1)..end]))
                {
                    return null;
                }

                Close();
                pieces.Add(new TemplatePiece(text[(at + 1)..end], true, bold, italic));
                at = end + 1;
            }
            else
            {
                words.Append(text[at++]);
            }
        }

        Close();
        return bold || italic || text.Length > MaximumLength ? null : pieces;

        void Close()
        {
            if (words.Length > 0)
            {
                pieces.Add(new TemplatePiece(words.ToString(), false, bold, italic));
                words.Clear();
            }
        }
    }

    private static bool Mark(string text, int at, out bool opens, out char which)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        (opens, which) = rest switch
        {
            _ when rest.StartsWith("<b>") => (true, 'b'),
            _ when rest.StartsWith("</b>") => (false, 'b'),
            _ when rest.StartsWith("<i>") => (true, 'i'),
            _ when rest.StartsWith("</i>") => (false, 'i'),
            _ => (false, '\0'),
        };
        return which != '\0';
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 60 && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
