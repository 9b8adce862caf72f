using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;

namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>Reads a template of a paper as a data file, with its faults by place.</summary>
public static class TemplateDataReader
{
    /// <summary>The template with everything that is wrong with it.</summary>
    /// <param name="utf8">The file, with or without a byte order mark.</param>
    public static DataReading<PaperTemplate> Read(ReadOnlySpan<byte> utf8)
    {
        (ReadOnlyMemory<byte> canonical, IReadOnlyList<DataFault> faults) = DataReader.Canonical(utf8);
        if (faults.Count > 0)
        {
            return new DataReading<PaperTemplate>(null, default, faults);
        }

        return PaperTemplateReader.Read(canonical.Span).TryGet(out PaperTemplate? template, out Refusal? refusal)
            ? new DataReading<PaperTemplate>(template, canonical, [.. Of(template)])
            : new DataReading<PaperTemplate>(null, default, [.. refusal.Reasons.Select(Fault)]);
    }

    private static IEnumerable<DataFault> Of(PaperTemplate template)
    {
        for (int i = 0; template.LegalReview.IsVerified && i < template.Source.Count; i++)
        {
            if (template.Source[i].Certainty == SourceCertainty.Memory)
            {
                yield return new DataFault($"/source/{i}/certainty", "review.memory", "A verified template names nothing from memory. Read the text, correct what differs, and write Seen.");
            }
        }
    }

    /// <summary>The reader's codes, as places and sentences.</summary>
    private static DataFault Fault(string reason)
    {
        string[] parts = reason.Split(':', 2);
        string about = parts.Length > 1 ? parts[1] : "";
        return parts[0] switch
        {
            "missing" => new DataFault($"/{about}", "template.missing", "Write something here."),
            "text-missing" => new DataFault("/texts", "template.text-missing", $"This kind of paper needs the text \"{about}\". Add it."),
            "text" => new DataFault($"/texts/{about}", "template.text", "A field in [ ] is not closed or not named, or <b> and <i> are not closed, or the text is not in Unicode NFC."),
            "json" => new DataFault("", "template.shape", $"The member {about} is not what it must be, or does not belong here."),
            "dates" => new DataFault("/effectiveFrom", "template.dates", "Write the first day, and a last day that is not earlier (or null)."),
            "source" => new DataFault("/source", "template.source", "Say where the words were read."),
            "legalReview" => new DataFault("/legalReview", "template.review", "Write Unverified, or Verified with verifiedBy and verifiedOn."),
            "kind" => new DataFault("/kind", "template.kind", $"No paper is of this kind. Write one of {string.Join(", ", PaperKind.All)}."),
            _ => new DataFault("", "template." + parts[0], "The template can't be used as it is."),
        };
    }
}
