using System.Text;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>
/// Fills the texts of a paper's templates. What is missing is remembered instead of left empty, so that the paper is
/// refused in the end with everything that it lacks.
/// </summary>
internal sealed class PaperWording
{
    private readonly IReadOnlyDictionary<string, string> _own;
    private readonly IReadOnlyDictionary<string, string> _common;
    private readonly Dictionary<string, string?> _fields;
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    public PaperWording(PaperTemplate own, PaperTemplate common, PaperHead head)
    {
        (_own, _common) = (own.Texts, common.Texts);
        DateOnly day = VietnamTime.Day(head.IssuedAt);
        _fields = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["agency"] = head.Agency.Count > 0 ? head.Agency[^1] : null,
            ["place"] = head.Place,
            ["number"] = head.Number,
            ["day"] = VietnameseDate.DayNumber(day),
            ["month"] = VietnameseDate.MonthNumber(day),
            ["year"] = day.Year.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["date-in-words"] = VietnameseDate.InWords(day),
            ["issued-at"] = VietnamTime.Print(head.IssuedAt),
            ["moment"] = VietnameseDate.Moment(head.IssuedAt),
            ["code"] = head.Code,
            ["check-address"] = head.CheckAddress,
            ["check-host"] = Uri.TryCreate(head.CheckAddress, UriKind.Absolute, out Uri? address) ? address.Authority : null,
        };
    }

    /// <summary>Everything that was asked for and is not there: field names, <c>text:</c> names.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>Gives the paper's own fields; an empty value is only missed when a text asks for it.</summary>
    public void Set(params ReadOnlySpan<(string Field, string? Value)> fields)
    {
        foreach ((string field, string? value) in fields)
        {
            _fields[field] = value;
        }
    }

    /// <summary>A term of the template, or the words that stand for it.</summary>
    public string Term(PaperTerm? term, string words) => term is null ? words : Plain(term.Text, ("value", term.Value));

    /// <summary>True when the paper's templates have a text of this name.</summary>
    public bool Has(string name) => _own.ContainsKey(name) || _common.ContainsKey(name);

    /// <summary>A value that goes on the paper without a text around it.</summary>
    public string Need(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            _missing.Add(field);
            return "";
        }

        return value.Normalize(NormalizationForm.FormC).Trim();
    }

    /// <summary>A text with its fields filled, in runs of one look.</summary>
    /// <param name="more">Fields of this one use, before those of the paper.</param>
    public IReadOnlyList<TextRun> Runs(string name, TextStyle style, params ReadOnlySpan<(string Field, string? Value)> more)
    {
        var runs = new List<TextRun>();
        foreach (TemplatePiece piece in Pieces(name))
        {
            string words = piece.IsField ? Need(piece.Words, Value(piece.Words, more)) : piece.Words;
            runs.Add(new TextRun(words, style with { Bold = style.Bold || piece.Bold, Italic = style.Italic || piece.Italic }));
        }

        return runs;
    }

    /// <inheritdoc cref="Runs"/>
    public string Plain(string name, params ReadOnlySpan<(string Field, string? Value)> more)
    {
        var text = new StringBuilder();
        foreach (TextRun run in Runs(name, new TextStyle(), more))
        {
            text.Append(run.Text);
        }

        return text.ToString();
    }

    /// <summary>A sentence of a procedure's data with its own fields filled; what is missing is missed like a field of the paper.</summary>
    /// <param name="name">How a sentence that can't be read is named.</param>
    /// <param name="sentence">The sentence with its values.</param>
    public string Fill(string name, FilledSentence sentence)
    {
        if (TemplateText.Parse(sentence.Text) is not { Count: > 0 } pieces)
        {
            _missing.Add($"text:{name}");
            return "";
        }

        var text = new StringBuilder();
        foreach (TemplatePiece piece in pieces)
        {
            text.Append(piece.IsField ? Need(piece.Words, sentence.Values.GetValueOrDefault(piece.Words)) : piece.Words);
        }

        return text.ToString();
    }

    private IReadOnlyList<TemplatePiece> Pieces(string name)
    {
        if ((_own.TryGetValue(name, out string? text) || _common.TryGetValue(name, out text)) && TemplateText.Parse(text) is { } pieces)
        {
            return pieces;
        }

        _missing.Add($"text:{name}");
        return [];
    }

    private string? Value(string field, ReadOnlySpan<(string Field, string? Value)> more)
    {
        foreach ((string name, string? value) in more)
        {
            if (name == field)
            {
                return value;
            }
        }

        return _fields.GetValueOrDefault(field);
    }
}
