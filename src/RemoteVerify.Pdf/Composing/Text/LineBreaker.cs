using System.Text;
using RemoteVerify.Pdf.Composing.Fonts;

namespace RemoteVerify.Pdf.Composing.Text;

/// <summary>A piece of a line in one face.</summary>
internal sealed record Fragment(string Text, TextStyle Style, TrueTypeFont Face, double Width, bool IsSpace);

/// <summary>A line of text; <paramref name="EndsParagraph"/> keeps a justified paragraph from stretching it.</summary>
internal sealed record TextLine(IReadOnlyList<Fragment> Fragments, double Width, double Height, double Ascent, bool EndsParagraph);

/// <summary>Breaks runs of text into lines of a given width: at spaces, at line feeds, and inside a word only when it is wider than a line.</summary>
internal static class LineBreaker
{
    public static IReadOnlyList<TextLine> Break(IReadOnlyList<TextRun> runs, ParagraphStyle style, DocumentFonts fonts, double width)
    {
        LineBuilder builder = new(style, fonts, width - style.LeftIndent);
        foreach (TextRun run in runs)
        {
            TextStyle look = run.Style ?? style.Text;
            string text = run.Text.Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n").Replace('\t', ' ');
            foreach (string token in Tokens(text))
            {
                builder.Add(token, look);
            }
        }

        return builder.Finish();
    }

    /// <summary>Splits into words, single spaces and line feeds, and leaves out other control characters.</summary>
    private static IEnumerable<string> Tokens(string text)
    {
        StringBuilder word = new();
        foreach (char c in text)
        {
            if (c is ' ' or '\n')
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                    word.Clear();
                }

                yield return c == ' ' ? " " : "\n";
            }
            else if (!char.IsControl(c))
            {
                word.Append(c);
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    private sealed class LineBuilder(ParagraphStyle style, DocumentFonts fonts, double width)
    {
        private readonly List<TextLine> _lines = [];
        private readonly List<Fragment> _line = [];
        private readonly List<Fragment> _word = [];

        private double Room => width - (_lines.Count == 0 ? style.FirstLineIndent : 0);

        public void Add(string token, TextStyle look)
        {
            TrueTypeFont face = fonts.Face(look);
            if (token == "\n")
            {
                PlaceWord();
                CloseLine(endsParagraph: true);
            }
            else if (token == " ")
            {
                PlaceWord();
                _line.Add(new Fragment(" ", look, face, face.WidthOf(" ", look.SizePoints), true));
            }
            else
            {
                _word.Add(new Fragment(token, look, face, face.WidthOf(token, look.SizePoints), false));
            }
        }

        public IReadOnlyList<TextLine> Finish()
        {
            PlaceWord();
            CloseLine(endsParagraph: true);
            return _lines;
        }

        private void PlaceWord()
        {
            if (_word.Count == 0)
            {
                return;
            }

            double wordWidth = _word.Sum(piece => piece.Width);
            if (_line.Sum(piece => piece.Width) + wordWidth > Room && _line.Exists(piece => !piece.IsSpace))
            {
                CloseLine(endsParagraph: false);
            }

            if (wordWidth > Room)
            {
                PlaceLongWord();
            }
            else
            {
                _line.AddRange(_word);
            }

            _word.Clear();
        }

        private void PlaceLongWord()
        {
            foreach (Fragment piece in _word)
            {
                StringBuilder part = new();
                double used = _line.Sum(fragment => fragment.Width);
                foreach (Rune rune in piece.Text.EnumerateRunes())
                {
                    double advance = piece.Face.AdvanceWidth(piece.Face.GlyphOf(rune)) * piece.Style.SizePoints / 1000;
                    if (used + advance > Room && used > 0)
                    {
                        AddPart(piece, part);
                        CloseLine(endsParagraph: false);
                        used = 0;
                    }

                    part.Append(rune.ToString());
                    used += advance;
                }

                AddPart(piece, part);
            }
        }

        private void AddPart(Fragment piece, StringBuilder part)
        {
            if (part.Length > 0)
            {
                string text = part.ToString();
                _line.Add(piece with { Text = text, Width = piece.Face.WidthOf(text, piece.Style.SizePoints) });
                part.Clear();
            }
        }

        private void CloseLine(bool endsParagraph)
        {
            while (_line.Count > 0 && _line[^1].IsSpace)
            {
                _line.RemoveAt(_line.Count - 1);
            }

            double size = _line.Count > 0 ? _line.Max(piece => piece.Style.SizePoints) : style.Text.SizePoints;
            double ascent = _line.Count > 0
                ? _line.Max(piece => piece.Face.Ascent * piece.Style.SizePoints / 1000)
                : fonts.Face(style.Text).Ascent * size / 1000;
            _lines.Add(new TextLine([.. Joined(_line)], _line.Sum(piece => piece.Width), size * style.LineSpacing, ascent, endsParagraph));
            _line.Clear();
        }

        /// <summary>Joins a word that was made of several runs of one look, so that fewer pieces are written.</summary>
        private static IEnumerable<Fragment> Joined(List<Fragment> line)
        {
            Fragment? last = null;
            foreach (Fragment piece in line)
            {
                if (last is not null && last.Style == piece.Style && last.IsSpace == piece.IsSpace)
                {
                    last = last with { Text = last.Text + piece.Text, Width = last.Width + piece.Width };
                    continue;
                }

                if (last is not null)
                {
                    yield return last;
                }

                last = piece;
            }

            if (last is not null)
            {
                yield return last;
            }
        }
    }
}
