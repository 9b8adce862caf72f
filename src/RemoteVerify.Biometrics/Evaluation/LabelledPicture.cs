namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>A picture and whom it shows.</summary>
/// <param name="File">Its name, as the host can open it.</param>
/// <param name="Person">A name that is the same for all pictures of this person and for no other.</param>
public sealed record LabelledPicture(string File, string Person)
{
    /// <summary>What every further column says of this picture, by the column's name in lower case; ages are bands already.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = LabelColumns.None;

    public override string ToString() => nameof(LabelledPicture);
}

/// <summary>Reads who is on which picture.</summary>
public static class LabelledPictureList
{
    /// <summary>A comma-separated list: a header line with the columns file and identity, and others to form groups by.</summary>
    /// <exception cref="RemoteVerify.Vision.Images.VisionFormatException">A column is missing or a line is not as the header says.</exception>
    public static IReadOnlyList<LabelledPicture> Read(ReadOnlySpan<byte> csv)
    {
        CsvTable table = CsvTable.Read(csv, "picture list");
        int file = table.Column("file");
        int identity = table.Column("identity");
        return [.. table.Rows.Select(row => new LabelledPicture(row[file], row[identity]) { Labels = LabelColumns.Of(table, row, "file", "identity") }).DistinctBy(picture => picture.File, StringComparer.Ordinal)];
    }

    /// <summary>All pairs of pictures of one person; who compares everybody with everybody needs no more.</summary>
    public static IReadOnlyList<ImagePair> GenuinePairs(IReadOnlyList<LabelledPicture> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return
        [
            .. pictures.GroupBy(picture => picture.Person, StringComparer.Ordinal).Select(person => person.Select(picture => picture.File).ToArray())
                .SelectMany(files => files.SelectMany((a, i) => files.Skip(i + 1).Select(b => new ImagePair(a, b, true, string.Empty)))),
        ];
    }

    /// <summary>From a list of pairs: pictures linked by genuine pairs show one person. Right only when the list names all genuine pairs.</summary>
    public static IReadOnlyList<LabelledPicture> FromPairs(IReadOnlyList<ImagePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        IdentityGroups identities = new(pairs);
        return [.. pairs.SelectMany(pair => new[] { pair.A, pair.B }).Distinct(StringComparer.Ordinal).Select(file => new LabelledPicture(file, identities.Of(file)))];
    }
}
