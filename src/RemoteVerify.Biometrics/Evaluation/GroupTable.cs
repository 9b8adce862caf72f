namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>A compared pair of the list.</summary>
internal readonly record struct ScoredPair(ImagePair Pair, float Similarity);

/// <summary>
/// Counts by group. A pair belongs to a group by the pair list's own column, else by what the picture list says of its two pictures: for
/// genuine pairs that of the second picture (of the first for the age of the portrait), for impostors only what both have in common.
/// </summary>
internal sealed class GroupTable
{
    /// <summary>A column with more values is no grouping.</summary>
    public const int MostGroups = 40;

    private const int LeastForThreshold = 1_000;
    private readonly float _accept;
    private readonly float _officer;
    private readonly string[] _files;
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _ofPicture = new(StringComparer.Ordinal);
    private readonly List<(string Column, List<string> Values, int[] OfPicture)> _columns = [];
    private readonly Dictionary<(string Column, string Value), Tally> _tallies = [];
    private readonly HashSet<string> _countedFromMatrix = new(StringComparer.Ordinal);

    /// <param name="files">Of the templates, in the order of the matrix.</param>
    /// <param name="pictures">What is known of pictures; may be empty.</param>
    public GroupTable(IReadOnlyList<string> files, IReadOnlyList<LabelledPicture> pictures, IReadOnlyList<ImagePair> pairs, float accept, float officer)
    {
        (_accept, _officer, _files) = (accept, officer, [.. files]);
        foreach (LabelledPicture picture in pictures)
        {
            _ofPicture[picture.File] = picture.Labels;
        }

        foreach (string column in pictures.SelectMany(p => p.Labels.Keys).Concat(pairs.SelectMany(p => p.Labels.Keys)).Distinct(StringComparer.Ordinal))
        {
            List<string> values = [.. pictures.Select(p => p.Labels.GetValueOrDefault(column)).Concat(pairs.Select(p => p.Labels.GetValueOrDefault(column))).OfType<string>().Distinct(StringComparer.Ordinal)];
            if (values.Count > MostGroups)
            {
                TooMany.Add(column);
                continue;
            }

            IReadOnlyList<string>? bands = LabelColumns.BandsOf(column);
            values.Sort((a, b) => bands is null ? string.CompareOrdinal(a, b) : bands.ToList().IndexOf(a).CompareTo(bands.ToList().IndexOf(b)));
            _columns.Add((column, values, [.. _files.Select(file => values.IndexOf(LabelOf(file, column) ?? string.Empty))]));
            values.ForEach(value => _tallies[(column, value)] = new Tally());
        }
    }

    /// <summary>Columns that were left out, with more than <see cref="MostGroups"/> values.</summary>
    public List<string> TooMany { get; } = [];

    public IEnumerable<string> Columns => _columns.Select(column => column.Column);

    /// <summary>Takes in the pairs of the list.</summary>
    public void AddListed(IEnumerable<ScoredPair> scored)
    {
        foreach (ScoredPair one in scored)
        {
            foreach ((string column, _, _) in _columns)
            {
                if (ValueOf(one.Pair, column) is { } value && (one.Pair.Same || !_countedFromMatrix.Contains(column)))
                {
                    _tallies[(column, value)].Add(one.Pair.Same, one.Similarity, _accept, _officer);
                }
            }
        }
    }

    /// <summary>From here on impostors of what the picture list tells are all pairs; call <see cref="AddImpostor"/> for each, before <see cref="AddListed"/>.</summary>
    public void CountFromMatrix() => _countedFromMatrix.UnionWith(_columns.Where(c => _ofPicture.Values.Any(labels => labels.ContainsKey(c.Column))).Select(c => c.Column));

    /// <summary>A pair of two people out of the matrix.</summary>
    public void AddImpostor(int i, int j, float similarity)
    {
        foreach ((string column, List<string> values, int[] ofPicture) in _columns)
        {
            if (ofPicture[i] >= 0 && ofPicture[i] == ofPicture[j] && _countedFromMatrix.Contains(column))
            {
                _tallies[(column, values[ofPicture[i]])].Add(false, similarity, _accept, _officer);
            }
        }
    }

    /// <summary>One row per group, in the order of the columns and bands.</summary>
    /// <param name="pairs">The whole list, to know a group's pictures.</param>
    /// <param name="isEnrolled">Whether a template could be made of a picture.</param>
    public IReadOnlyList<GroupFigures> Figures(IReadOnlyList<ImagePair> pairs, Func<string, bool> isEnrolled)
    {
        List<GroupFigures> all = [];
        foreach ((string column, List<string> values, _) in _columns)
        {
            ILookup<string, string> pictures = PicturesOf(column, pairs);
            all.AddRange(values.Select(value => _tallies[(column, value)].Figures(column, value, [.. pictures[value].Distinct(StringComparer.Ordinal)], isEnrolled)));
        }

        return all;
    }

    private ILookup<string, string> PicturesOf(string column, IReadOnlyList<ImagePair> pairs)
    {
        IEnumerable<(string Value, string File)> known = _ofPicture.Where(p => p.Value.ContainsKey(column)).Select(p => (p.Value[column], p.Key));
        IEnumerable<(string Value, string File)> named = pairs.Where(p => p.Labels.ContainsKey(column)).SelectMany(p => new[] { (p.Labels[column], p.A), (p.Labels[column], p.B) });
        return (_ofPicture.Values.Any(labels => labels.ContainsKey(column)) ? known : named).ToLookup(one => one.Value, one => one.File, StringComparer.Ordinal);
    }

    private string? ValueOf(ImagePair pair, string column)
    {
        if (pair.Labels.TryGetValue(column, out string? own))
        {
            return own;
        }

        (string? a, string? b) = (LabelOf(pair.A, column), LabelOf(pair.B, column));
        return pair.Same ? (column == LabelColumns.PortraitAge ? a ?? b : b ?? a) : a == b ? a : null;
    }

    private string? LabelOf(string file, string column) => _ofPicture.TryGetValue(file, out IReadOnlyDictionary<string, string>? labels) ? labels.GetValueOrDefault(column) : null;

    private sealed class Tally
    {
        private readonly int[] _genuine = new int[3];
        private readonly long[] _impostor = new long[3];
        private readonly List<float> _impostors = [];

        public void Add(bool same, float similarity, float accept, float officer)
        {
            if (same)
            {
                _genuine[0]++;
                _genuine[1] += similarity < accept ? 1 : 0;
                _genuine[2] += similarity < officer ? 1 : 0;
                return;
            }

            _impostor[0]++;
            _impostor[1] += similarity >= accept ? 1 : 0;
            _impostor[2] += similarity >= officer ? 1 : 0;

            // The threshold lies far above what unrelated people have: the rest need not be kept.
            if (similarity >= 0.1f)
            {
                _impostors.Add(similarity);
            }
        }

        public GroupFigures Figures(string column, string value, string[] files, Func<string, bool> isEnrolled) => new(
            column,
            value,
            files.Length,
            files.Length == 0 ? null : ErrorRate.Of(files.Count(file => !isEnrolled(file)), files.Length),
            _genuine[0],
            _impostor[0],
            Rate(_genuine[1], _genuine[0]),
            Rate(_impostor[1], _impostor[0]),
            Rate(_genuine[2], _genuine[0]),
            Rate(_impostor[2], _impostor[0]),
            Threshold());

        private double Threshold()
        {
            int allowed = (int)Math.Min(int.MaxValue, _impostor[0] / 1000);
            if (_impostor[0] < LeastForThreshold || allowed >= _impostors.Count)
            {
                return double.NaN;
            }

            _impostors.Sort();
            return MathF.BitIncrement(_impostors[^(allowed + 1)]);
        }

        private static ErrorRate? Rate(long count, long trials) => trials == 0 ? null : ErrorRate.Of(count, trials);
    }
}
