// ISO 32000-2 clauses 8.3 (coordinates), 8.8 (external objects) and 9.4 (text).
using System.Numerics;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pades.Modifications;

/// <summary>A rectangle in the units of the page.</summary>
internal readonly record struct InkBox(float Left, float Bottom, float Right, float Top)
{
    public bool IsEmpty => Right - Left <= 0 || Top - Bottom <= 0;

    public bool Overlaps(InkBox other) => Left < other.Right && other.Left < Right && Bottom < other.Top && other.Bottom < Top;

    public bool Holds(Vector2 point) => point.X > Left && point.X < Right && point.Y > Bottom && point.Y < Top;

    public Vector2 Middle => new((Left + Right) / 2, (Bottom + Top) / 2);

    /// <summary>From a /Rect; empty when it is none.</summary>
    public static InkBox From(PdfRevision revision, PdfObject? value)
    {
        if (revision.Resolve(value) is not PdfArray { Count: 4 } corners)
        {
            return default;
        }

        float[] n = [.. corners.Select(c => Number(revision.Resolve(c)))];
        return new InkBox(Math.Min(n[0], n[2]), Math.Min(n[1], n[3]), Math.Max(n[0], n[2]), Math.Max(n[1], n[3]));
    }

    internal static float Number(PdfObject value) => value switch
    {
        PdfInteger integer => integer.Value,
        PdfReal real => (float)real.Value,
        _ => 0,
    };
}

/// <summary>
/// About where a page has text and pictures: widths of letters are guessed, so the boxes say whether something lies over
/// something else, not where a letter ends.
/// </summary>
internal sealed class PageInk
{
    private const int MaxDepth = 4;
    private const int MaxBoxes = 20_000;

    // Half of the size is the mean width of Latin letters.
    private const float LetterWidth = 0.5f;

    private readonly PdfRevision _revision;
    private readonly List<InkBox> _text = [];
    private readonly List<InkBox> _pictures = [];

    private PageInk(PdfRevision revision) => _revision = revision;

    public IReadOnlyList<InkBox> Text => _text;

    public IReadOnlyList<InkBox> Pictures => _pictures;

    /// <summary>Reads the content of a page. <see cref="PdfFormatException"/> when it can't be read.</summary>
    public static PageInk Read(PdfRevision revision, PdfPage page)
    {
        var ink = new PageInk(revision);
        var contents = revision.Resolve(page.Dictionary["Contents"]);
        var pieces = contents is PdfArray list ? list.Select(revision.Resolve) : [contents];
        var bytes = new List<byte>();
        foreach (var piece in pieces.OfType<PdfStream>())
        {
            bytes.AddRange(revision.Document.Decode(piece).Span);
            bytes.Add((byte)'\n');
        }

        ink.Draw(bytes.ToArray(), page.Inherited["Resources"], Matrix3x2.Identity, 0);
        return ink;
    }

    private void Draw(ReadOnlyMemory<byte> content, PdfObject? resources, Matrix3x2 start, int depth)
    {
        var state = new State { Space = start };
        var saved = new Stack<State>();
        foreach (var (name, o) in ContentReader.Read(content, _revision.Document.Limits))
        {
            switch (name)
            {
                case "q" when saved.Count < 256: saved.Push(state); break;
                case "Q" when saved.Count > 0: state = saved.Pop(); break;
                case "cm": state.Space = Matrix(o) * state.Space; break;
                case "Do": Place(o, resources, state.Space, depth); break;
                case "BI": Add(_pictures, state.Space, 0, 0, 1, 1); break;
                default: Write(name, o, ref state); break;
            }
        }
    }

    private void Write(string name, IReadOnlyList<PdfObject> o, ref State state)
    {
        switch (name)
        {
            case "BT": state.Text = state.Line = Matrix3x2.Identity; break;
            case "Tf": state.Size = At(o, 1); break;
            case "TL": state.Leading = At(o, 0); break;
            case "Td": state.Move(At(o, 0), At(o, 1)); break;
            case "TD":
                state.Leading = -At(o, 1);
                state.Move(At(o, 0), At(o, 1));
                break;
            case "Tm": state.Text = state.Line = Matrix(o); break;
            case "T*": state.Move(0, -state.Leading); break;
            case "Tj" or "TJ": Show(o, ref state); break;
            case "'" or "\"":
                state.Move(0, -state.Leading);
                Show(o, ref state);
                break;
        }
    }

    private void Show(IReadOnlyList<PdfObject> operands, ref State state)
    {
        var pieces = operands.LastOrDefault() is PdfArray list ? list : operands;
        foreach (var piece in pieces)
        {
            if (piece is PdfString text)
            {
                var width = text.Bytes.Length * LetterWidth * state.Size;
                if (!IsFiller(text.Bytes.Span))
                {
                    Add(_text, state.Text * state.Space, 0, -0.2f * state.Size, width, 0.8f * state.Size);
                }

                state.Text = Matrix3x2.CreateTranslation(width, 0) * state.Text;
            }
            else
            {
                state.Text = Matrix3x2.CreateTranslation(-InkBox.Number(piece) / 1000 * state.Size, 0) * state.Text;
            }
        }
    }

    /// <summary>Dots, lines and spaces show where a form is to be filled in.</summary>
    private static bool IsFiller(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(" ._-\0"u8) < 0;

    private void Place(IReadOnlyList<PdfObject> operands, PdfObject? resources, Matrix3x2 space, int depth)
    {
        var all = _revision.Resolve(resources) as PdfDictionary ?? PdfDictionary.Empty;
        if (operands is not [PdfName name] || _revision.Get<PdfDictionary>(all, "XObject") is not { } objects
            || _revision.Get<PdfStream>(objects, name.Value) is not { } placed)
        {
            return;
        }

        if (placed.Dictionary.GetName("Subtype") != "Form")
        {
            Add(_pictures, space, 0, 0, 1, 1);
        }
        else if (depth < MaxDepth)
        {
            var matrix = _revision.Get<PdfArray>(placed.Dictionary, "Matrix") is { Count: 6 } m ? Matrix([.. m.Select(_revision.Resolve)]) : Matrix3x2.Identity;
            Draw(_revision.Document.Decode(placed), placed.Dictionary["Resources"] ?? resources, matrix * space, depth + 1);
        }
    }

    private static void Add(List<InkBox> boxes, Matrix3x2 space, float left, float bottom, float right, float top)
    {
        if (boxes.Count >= MaxBoxes)
        {
            throw new PdfFormatException("page content", -1, "more text or pictures than are looked at");
        }

        Vector2[] corners =
        [
            Vector2.Transform(new(left, bottom), space), Vector2.Transform(new(right, bottom), space),
            Vector2.Transform(new(left, top), space), Vector2.Transform(new(right, top), space),
        ];
        boxes.Add(new InkBox(corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y)));
    }

    private static float At(IReadOnlyList<PdfObject> operands, int index) => index < operands.Count ? InkBox.Number(operands[index]) : 0;

    private static Matrix3x2 Matrix(IReadOnlyList<PdfObject> o) => new(At(o, 0), At(o, 1), At(o, 2), At(o, 3), At(o, 4), At(o, 5));

    private struct State
    {
        public State() => (Text, Line, Size) = (Matrix3x2.Identity, Matrix3x2.Identity, 1);

        public Matrix3x2 Space { get; set; }

        public Matrix3x2 Text { get; set; }

        public Matrix3x2 Line { get; set; }

        public float Size { get; set; }

        public float Leading { get; set; }

        public void Move(float x, float y) => Text = Line = Matrix3x2.CreateTranslation(x, y) * Line;
    }
}
