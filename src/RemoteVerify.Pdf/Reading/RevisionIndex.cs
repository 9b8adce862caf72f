namespace RemoteVerify.Pdf.Reading;

/// <summary>Which revisions map a number, so that a look-up in a file with thousands of revisions does not walk them all.</summary>
internal sealed class RevisionIndex
{
    private readonly Dictionary<int, List<int>> _revisions = [];

    public RevisionIndex(IReadOnlyList<PdfRevision> revisions)
    {
        foreach (var revision in revisions)
        {
            foreach (var number in revision.ChangedNumbers())
            {
                if (!_revisions.TryGetValue(number, out var list))
                {
                    _revisions.Add(number, list = []);
                }

                list.Add(revision.Index);
            }
        }
    }

    /// <summary>The newest revision up to <paramref name="latest"/> that maps the number; -1 when none does.</summary>
    public int Find(int number, int latest)
    {
        if (!_revisions.TryGetValue(number, out var list))
        {
            return -1;
        }

        var at = list.BinarySearch(latest);
        at = at >= 0 ? at : ~at - 1;
        return at >= 0 ? list[at] : -1;
    }
}
