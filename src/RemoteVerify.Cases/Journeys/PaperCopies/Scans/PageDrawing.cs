// ISO 32000-2 clauses 8.4 (graphics state), 8.5 (paths), 8.8 (external objects), 9.3.6 (text rendering mode).
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Cases.Journeys.PaperCopies.Scans;

/// <summary>A picture where the page draws it.</summary>
internal sealed record PlacedPicture(ScanPicture Picture, PageMatrix Matrix, PageBox Clip, bool IsOpaque);

/// <summary>
/// Follows the content of one page as far as a scan needs it: pictures and where they lie, and whether anything else can be seen above
/// them. Invisible text, which scanners lay under a picture to make it searchable, is no drawing.
/// </summary>
internal sealed class PageDrawing
{
    private const int MostForms = 256;
    private const int MostDepth = 8;
    private const int MostStates = 128;

    private static readonly HashSet<string> Painting = ["f", "F", "f*", "B", "B*", "b", "b*", "S", "s"];

    private readonly PdfRevision _revision;
    private readonly ScanBudget _budget;
    private readonly Dictionary<PdfStream, ScanPicture> _known;
    private readonly List<PlacedPicture> _pictures = [];
    private readonly Stack<State> _saved = new();
    private readonly List<(double X, double Y)> _path = [];
    private State _state = new(PageMatrix.Identity, PageBox.Everything, true, 0);
    private bool _clipNext;
    private int _forms;

    private PageDrawing(PdfRevision revision, ScanBudget budget, Dictionary<PdfStream, ScanPicture> known) =>
        (_revision, _budget, _known) = (revision, budget, known);

    /// <summary>Pictures in the order of drawing.</summary>
    public IReadOnlyList<PlacedPicture> Pictures => _pictures;

    /// <summary>The first operator that draws something else over a picture, or null.</summary>
    public string? DrawnOver { get; private set; }

    /// <summary>Reads a page.</summary>
    /// <param name="known">Pictures of the document that were judged before.</param>
    /// <exception cref="PdfFormatException">Its content is broken, or nested too deeply.</exception>
    public static PageDrawing Read(PdfRevision revision, PdfPage page, ScanBudget budget, Dictionary<PdfStream, ScanPicture> known)
    {
        var drawing = new PageDrawing(revision, budget, known);
        PdfDictionary resources = revision.Get<PdfDictionary>(page.Inherited, "Resources") ?? PdfDictionary.Empty;
        drawing.Follow(PageContent.Read(revision, page), resources, 0);
        return drawing;
    }

    private void Follow(ReadOnlyMemory<byte> content, PdfDictionary resources, int depth)
    {
        int floor = _saved.Count;
        foreach (ContentOperator step in ContentReader.Read(content, _revision.Document.Limits))
        {
            switch (step.Name)
            {
                case "q":
                    Save();
                    break;
                case "Q" when _saved.Count > floor:
                    _state = _saved.Pop();
                    break;
                case "cm" when Numbers(step) is [var a, var b, var c, var d, var e, var f]:
                    _state = _state with { Matrix = new PageMatrix(a, b, c, d, e, f).Then(_state.Matrix) };
                    break;
                case "gs" when Named(step, resources, "ExtGState") is PdfDictionary settings:
                    _state = _state with { IsOpaque = IsOpaque(settings, _state.IsOpaque) };
                    break;
                case "Do":
                    Draw(Named(step, resources, "XObject"), resources, depth);
                    break;
                case "Tr" when Numbers(step) is [var mode]:
                    _state = _state with { TextMode = (int)mode };
                    break;
                case "Tj" or "TJ" or "'" or "\"" when _state.TextMode is not (3 or 7):
                    Paint("text");
                    break;
                case "sh" or "BI":
                    Paint(step.Name == "BI" ? "inline-image" : "shading");
                    break;
                default:
                    FollowPath(step);
                    break;
            }
        }

        while (_saved.Count > floor)
        {
            _state = _saved.Pop();
        }
    }

    private void FollowPath(ContentOperator step)
    {
        double[] numbers = Numbers(step);
        switch (step.Name)
        {
            case "re" when numbers is [var x, var y, var width, var height]:
                AddPoints(x, y, x + width, y, x, y + height, x + width, y + height);
                break;
            case "m" or "l" or "c" or "v" or "y":
                AddPoints(numbers);
                break;
            case "W" or "W*":
                _clipNext = true;
                break;
            case "n":
                EndPath();
                break;
            case var name when Painting.Contains(name):
                Paint("path");
                EndPath();
                break;
        }
    }

    private void AddPoints(params double[] numbers)
    {
        for (int at = 0; at + 1 < numbers.Length; at += 2)
        {
            _path.Add(_state.Matrix.Apply(numbers[at], numbers[at + 1]));
        }
    }

    private void EndPath()
    {
        if (_clipNext && PageBox.Around(_path) is { } box)
        {
            _state = _state with { Clip = _state.Clip.And(box) };
        }

        _clipNext = false;
        _path.Clear();
    }

    /// <summary>What is painted before the first picture lies under it.</summary>
    private void Paint(string what) => DrawnOver ??= _pictures.Count > 0 ? what : null;

    private void Draw(PdfObject? drawn, PdfDictionary resources, int depth)
    {
        if (drawn is not PdfStream stream)
        {
            return;
        }

        switch (_revision.Get<PdfName>(stream.Dictionary, "Subtype")?.Value)
        {
            case "Image":
                ScanPicture picture = _known.TryGetValue(stream, out ScanPicture? judged) ? judged : _known[stream] = ScanPicture.Of(_revision, stream, _budget);
                _pictures.Add(new PlacedPicture(picture, _state.Matrix, _state.Clip, picture.IsOpaque && _state.IsOpaque));
                break;
            case "Form":
                DrawForm(stream, resources, depth);
                break;
        }
    }

    private void DrawForm(PdfStream form, PdfDictionary resources, int depth)
    {
        if (depth >= MostDepth || ++_forms > MostForms)
        {
            throw new PdfFormatException("page content", -1, "has too many forms inside each other");
        }

        Save();
        if (Array(form.Dictionary, "Matrix") is [var a, var b, var c, var d, var e, var f])
        {
            _state = _state with { Matrix = new PageMatrix(a, b, c, d, e, f).Then(_state.Matrix) };
        }

        if (Array(form.Dictionary, "BBox") is [var left, var bottom, var right, var top])
        {
            PageMatrix matrix = _state.Matrix;
            PageBox box = PageBox.Around([matrix.Apply(left, bottom), matrix.Apply(right, bottom), matrix.Apply(left, top), matrix.Apply(right, top)])!.Value;
            _state = _state with { Clip = _state.Clip.And(box) };
        }

        Follow(_revision.Document.Decode(form), _revision.Get<PdfDictionary>(form.Dictionary, "Resources") ?? resources, depth + 1);
        _state = _saved.Pop();
    }

    private void Save()
    {
        if (_saved.Count >= MostStates)
        {
            throw new PdfFormatException("page content", -1, "saves too many states");
        }

        _saved.Push(_state);
    }

    private bool IsOpaque(PdfDictionary settings, bool before)
    {
        bool isFull = PdfNumber.Of(_revision.Resolve(settings["ca"])) is not { } alpha ? before : alpha >= 1;
        bool isMasked = _revision.Resolve(settings["SMask"]) is PdfDictionary or PdfStream;
        bool isNormal = _revision.Resolve(settings["BM"]) is PdfNull or PdfName { Value: "Normal" or "Compatible" };
        return isFull && !isMasked && isNormal;
    }

    private PdfObject? Named(ContentOperator step, PdfDictionary resources, string kind) =>
        step.Operands is [.., PdfName name] && _revision.Get<PdfDictionary>(resources, kind) is { } members ? _revision.Resolve(members[name.Value]) : null;

    private double[] Array(PdfDictionary dictionary, string key) =>
        _revision.Get<PdfArray>(dictionary, key) is { Count: <= 8 } array ? [.. array.Select(item => PdfNumber.Of(_revision.Resolve(item)) ?? double.NaN)] : [];

    private static double[] Numbers(ContentOperator step) => [.. step.Operands.Select(PdfNumber.Of).OfType<double>()];

    private sealed record State(PageMatrix Matrix, PageBox Clip, bool IsOpaque, int TextMode);
}
