namespace RemoteVerify.Pdf.Reading;

/// <summary>Groups cross-reference sections into revisions, oldest first.</summary>
internal sealed class RevisionChain(PdfDocument document)
{
    public List<PdfRevision> Read(DecodeBudget budget)
    {
        var reader = new XrefReader(document.Bytes, document.HeaderOffset, document.Limits, budget);
        var groups = Group(reader.ReadChain(document.StartXref));
        var revisions = new List<PdfRevision>(groups.Count);
        for (var i = groups.Count - 1; i >= 0; i--)
        {
            var sections = groups[i];
            var entrance = sections[0].Offset;
            var end = FileFrame.FindEnd(document.Bytes, document.Limits, sections.Max(s => s.End),
                value => Math.Abs(value + document.HeaderOffset - entrance) <= XrefReader.StartTolerance);
            revisions.Add(new PdfRevision(document, revisions.Count, revisions.LastOrDefault(), sections, end));
        }

        return revisions;
    }

    /// <summary>A linearized file has its first section before the one that /Prev names: both are one revision.</summary>
    private static List<List<XrefSection>> Group(List<XrefSection> sections)
    {
        var groups = new List<List<XrefSection>>();
        foreach (var section in sections)
        {
            if (groups.Count > 0 && section.Offset > groups[^1][^1].Offset)
            {
                groups[^1].Add(section);
            }
            else
            {
                groups.Add([section]);
            }
        }

        return groups;
    }
}
