// ISO 32000-2 clauses 8.3 (coordinates), 8.10 (form objects), 9.4 (text objects).
using System.Text;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading.Text;

/// <summary>The words of one page.</summary>
/// <param name="Number">1 for the first page.</param>
/// <param name="Lines">From top to bottom, each from left to right.</param>
/// <param name="IsWhole">False when some of what the page shows is not among the lines: pictures, or letters whose font does not say what they are.</param>
public sealed record PageWords(int Number, IReadOnlyList<string> Lines, bool IsWhole)
{
    /// <summary>Documents name people.</summary>
    public override string ToString() => $"PageWords {Number}";
}

/// <summary>
/// Reads what is written on pages, so that a document can be read aloud, enlarged and reflowed. The words come from what the fonts say of their letters; what counts and is signed stays
/// the page as it is drawn.
/// </summary>
public sealed class PageTextReader
{
    private const int MostPages = 500;
    private const int MostDepth = 8;
    private const int MostForms = 256;
    private const int MostCharacters = 2_000_000;

    /// <summary>Share of the letters' size by which two pieces of one line differ in height at most, and above which a gap between them is a space.</summary>
    private const double LineShare = 0.5;
    private const double SpaceShare = 0.2;

    private readonly PdfRevision _revision;
    private readonly Dictionary<PdfDictionary, CharacterMap> _fonts = new(ReferenceEqualityComparer.Instance);
    private readonly List<Piece> _pieces = [];
    private readonly Stack<State> _saved = new();
    private State _state = State.Begin;
    private PageMatrix _line = PageMatrix.Identity;
    private PageMatrix _text = PageMatrix.Identity;
    private bool _isWhole = true;
    private int _forms;
    private int _characters;

    private PageTextReader(PdfRevision revision) => _revision = revision;

    /// <summary>Every page in order.</summary>
    /// <exception cref="PdfFormatException">The document's structure is broken, or it is larger than is read.</exception>
    public static IReadOnlyList<PageWords> Read(PdfRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        IReadOnlyList<PdfPage> pages = PageTree.Read(revision);
        return pages.Count > MostPages
            ? throw new PdfFormatException("page tree", -1, $"has more than {MostPages} pages, which are not read as text")
            : [.. pages.Select(page => ReadPage(revision, page))];
    }

    private static PageWords ReadPage(PdfRevision revision, PdfPage page)
    {
        var reader = new PageTextReader(revision);
        try
        {
            reader.Follow(PageContent.Read(revision, page), revision.Get<PdfDictionary>(page.Inherited, "Resources") ?? PdfDictionary.Empty, 0);
        }
        catch (PdfFormatException)
        {
            // A page that can't be followed to its end still has the words before; that it is not whole is said.
            reader._isWhole = false;
        }

        return new PageWords(page.Number, Lines(reader._pieces), reader._isWhole);
    }

    private void Follow(ReadOnlyMemory<byte> content, PdfDictionary resources, int depth)
    {
        int floor = _saved.Count;
        foreach (ContentOperator step in ContentReader.Read(content, _revision.Document.Limits))
        {
            double[] n = [.. step.Operands.Select(PdfNumber.Of).OfType<double>()];
            switch (step.Name)
            {
                case "q":
                    _saved.Push(_state);
                    break;
                case "Q" when _saved.Count > floor:
                    _state = _saved.Pop();
                    break;
                case "cm" when n.Length == 6:
                    _state = _state with { Page = new PageMatrix(n[0], n[1], n[2], n[3], n[4], n[5]).Then(_state.Page) };
                    break;
                case "Do":
                    Draw(step, resources, depth);
                    break;
                case "BI":
                    _isWhole = false;
                    break;
                default:
                    FollowText(step, n, resources);
                    break;
            }
        }

        while (_saved.Count > floor)
        {
            _state = _saved.Pop();
        }
    }

    private void FollowText(ContentOperator step, double[] n, PdfDictionary resources)
    {
        switch (step.Name)
        {
            case "BT":
                _line = _text = PageMatrix.Identity;
                break;
            case "Tf" when n.Length == 1:
                _state = _state with { Font = FontOf(step, resources), Size = n[0] };
                break;
            case "TL" when n.Length == 1:
                _state = _state with { Leading = n[0] };
                break;
            case "Tr" when n.Length == 1:
                _state = _state with { Mode = (int)n[0] };
                break;
            case "Tm" when n.Length == 6:
                _line = _text = new PageMatrix(n[0], n[1], n[2], n[3], n[4], n[5]);
                break;
            case "Td" when n.Length == 2:
                Move(n[0], n[1]);
                break;
            case "TD" when n.Length == 2:
                _state = _state with { Leading = -n[1] };
                Move(n[0], n[1]);
                break;
            case "T*":
                Move(0, -_state.Leading);
                break;
            case "Tj":
                Show(step.Operands);
                break;
            case "'" or "\"":
                Move(0, -_state.Leading);
                Show(step.Operands);
                break;
            case "TJ" when step.Operands is [PdfArray pieces]:
                Show(pieces);
                break;
        }
    }

    private void Draw(ContentOperator step, PdfDictionary resources, int depth)
    {
        if (step.Operands is not [PdfName name] || _revision.Get<PdfDictionary>(resources, "XObject") is not { } all || _revision.Resolve(all[name.Value]) is not PdfStream drawn)
        {
            return;
        }

        if (drawn.Dictionary.GetName("Subtype") != "Form")
        {
            _isWhole = false;
            return;
        }

        if (depth >= MostDepth || ++_forms > MostForms)
        {
            throw new PdfFormatException("form object", -1, "nested too deeply, or too many");
        }

        State before = _state;
        if (_revision.Get<PdfArray>(drawn.Dictionary, "Matrix") is { Count: 6 } m && m.Select(PdfNumber.Of).OfType<double>().ToArray() is [var a, var b, var c, var d, var e, var f])
        {
            _state = _state with { Page = new PageMatrix(a, b, c, d, e, f).Then(_state.Page) };
        }

        Follow(_revision.Document.Decode(drawn), _revision.Get<PdfDictionary>(drawn.Dictionary, "Resources") ?? resources, depth + 1);
        _state = before;
    }

    private CharacterMap? FontOf(ContentOperator step, PdfDictionary resources)
    {
        if (step.Operands is not [PdfName name, ..] || _revision.Get<PdfDictionary>(resources, "Font") is not { } all || _revision.Get<PdfDictionary>(all, name.Value) is not { } font)
        {
            return null;
        }

        if (!_fonts.TryGetValue(font, out CharacterMap? map))
        {
            _fonts[font] = map = CharacterMap.Of(_revision, font);
        }

        return map;
    }

    private void Move(double x, double y) => _line = _text = new PageMatrix(1, 0, 0, 1, x, y).Then(_line);

    /// <summary>Pieces of one string stand together; a wide gap inside it is a space. How far a string reaches is guessed from its letters, which is enough to order lines.</summary>
    private void Show(IEnumerable<PdfObject> parts)
    {
        StringBuilder text = new();
        foreach (PdfObject part in parts)
        {
            if (part is PdfString shown)
            {
                text.Append(_state.Font?.Decode(shown.Bytes.Span) ?? "\uFFFD");
            }
            else if (PdfNumber.Of(part) is < -1000 * SpaceShare && text.Length > 0 && text[^1] != ' ')
            {
                text.Append(' ');
            }
        }

        PageMatrix place = _text.Then(_state.Page);
        double size = Math.Abs(_state.Size) * place.Height;
        string written = text.ToString();
        double width = written.Length * size / 2;
        _text = new PageMatrix(1, 0, 0, 1, written.Length * Math.Abs(_state.Size) / 2, 0).Then(_text);

        // Invisible letters lie below the picture of a scan, or hide something: neither is what a person sees.
        if (_state.Mode is 3 or 7 || string.IsNullOrWhiteSpace(written))
        {
            return;
        }

        _isWhole &= !written.Contains('\uFFFD', StringComparison.Ordinal);
        _characters += written.Length;
        if (_characters > MostCharacters)
        {
            throw new PdfFormatException("page content", -1, "has more letters than are read");
        }

        _pieces.Add(new Piece(written, place.E, place.F, width, size));
    }

    private static List<string> Lines(List<Piece> pieces)
    {
        List<List<Piece>> lines = [];
        foreach (Piece piece in pieces)
        {
            if (lines.Count > 0 && lines[^1] is { } last && Math.Abs(last[0].Y - piece.Y) <= LineShare * Math.Max(last[0].Size, piece.Size))
            {
                last.Add(piece);
            }
            else
            {
                lines.Add([piece]);
            }
        }

        // Stable: what was drawn first at one height stays first.
        return [.. lines.OrderByDescending(line => Math.Round(line[0].Y)).Select(Join)];
    }

    private static string Join(List<Piece> line)
    {
        StringBuilder text = new();
        foreach (Piece piece in line.OrderBy(piece => piece.X))
        {
            if (text.Length > 0 && text[^1] != ' ' && piece.Text[0] != ' ')
            {
                text.Append(' ');
            }

            text.Append(piece.Text);
        }

        return text.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    /// <summary>One shown string.</summary>
    private readonly record struct Piece(string Text, double X, double Y, double Width, double Size);

    private sealed record State(PageMatrix Page, CharacterMap? Font, double Size, double Leading, int Mode)
    {
        public static State Begin { get; } = new(PageMatrix.Identity, null, 1, 0, 0);
    }
}
