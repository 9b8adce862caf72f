using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Reading;

/// <summary>What the bytes of an update are (ISO 32000-2 clause 7.5.6): objects, sections, an end mark, and nothing else.</summary>
internal static class RevisionLayout
{
    public static long? FindUnclaimedByte(PdfRevision revision)
    {
        var document = revision.Document;
        var at = revision.Index == 0 ? document.HeaderOffset : document.Revision(revision.Index - 1).EndOffset;
        if (at < 0)
        {
            return Math.Max(0, document.Revision(revision.Index - 1).XrefOffset);
        }

        var end = revision.EndOffset >= 0 ? revision.EndOffset : document.Bytes.Length;
        var claimed = Claimed(revision, at, end);
        if (claimed.Sum(c => c.End - c.Start) > 2 * (end - at) + 64)
        {
            // Objects inside each other: readers disagree about where one ends.
            return at;
        }

        foreach (var (start, claimedEnd) in claimed.Order())
        {
            if (start > at && FirstOther(document.Bytes.Span, at, Math.Min(start, end)) is { } other)
            {
                return other;
            }

            at = Math.Max(at, claimedEnd);
        }

        return FirstOther(document.Bytes.Span, at, end);
    }

    private static List<(long Start, long End)> Claimed(PdfRevision revision, long from, long to)
    {
        var document = revision.Document;
        var claimed = new List<(long Start, long End)>();
        var parsed = 0L;
        foreach (var section in revision.Sections.SelectMany(s => s.Hidden is null ? [s] : new[] { s, s.Hidden }))
        {
            claimed.Add((section.Offset, section.End));
            foreach (var place in section.Places().Where(p => p >= from && p < to).Distinct())
            {
                var read = IndirectObjectParser.Read(document.Bytes[..(int)to], document.Limits, place,
                    length => (revision.Get(length) as PdfInteger)?.Value);
                claimed.Add((place, read.End));
                parsed += read.End - place;
                if (parsed > 2 * (to - from))
                {
                    return claimed;
                }
            }
        }

        // The end mark with the number in front of it.
        var last = (int)Math.Min(revision.Sections.Max(s => s.End), to);
        var mark = document.Bytes.Span[last..(int)to].IndexOf("startxref"u8);
        if (mark >= 0)
        {
            claimed.Add((last + mark, to));
        }

        return claimed;
    }

    private static long? FirstOther(ReadOnlySpan<byte> bytes, long from, long to)
    {
        var inComment = false;
        for (var i = (int)from; i < to; i++)
        {
            var b = bytes[i];
            inComment = b is (byte)'\r' or (byte)'\n' ? false : inComment || b == '%';
            if (!inComment && !Lexer.IsWhiteSpace(b))
            {
                return i;
            }
        }

        return null;
    }
}
