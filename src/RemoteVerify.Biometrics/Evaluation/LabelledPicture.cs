namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>A picture and whom it shows.</summary>
/// <param name="File">Its name, as the host can open it.</param>
/// <param name="Person">A name that is the same for all pictures of this person and for no other.</param>
public sealed record LabelledPicture(string File, string Person)
{
    public override string ToString() => nameof(LabelledPicture);
}

/// <summary>Reads who is on which picture.</summary>
public static class LabelledPictureList
{
    /// <summary>A comma-separated list: a header line with the columns file and identity.</summary>
    /// <exception cref="RemoteVerify.Vision.Images.VisionFormatException">A column is missing or a line is not as the header says.</exception>
    public static IReadOnlyList<LabelledPicture> Read(ReadOnlySpan<byte> csv)
    {
        CsvTable table = CsvTable.Read(csv, "picture list");
        int file = table.Column("file");
        int identity = table.Column("identity");
        return [.. table.Rows.Select(row => new LabelledPicture(row[file], row[identity])).DistinctBy(picture => picture.File, StringComparer.Ordinal)];
    }

    /// <summary>From a list of pairs: pictures linked by genuine pairs show one person. Right only when the list names all genuine pairs.</summary>
    public static IReadOnlyList<LabelledPicture> FromPairs(IReadOnlyList<ImagePair> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        IdentityGroups identities = new(pairs);
        return [.. pairs.SelectMany(pair => new[] { pair.A, pair.B }).Distinct(StringComparer.Ordinal).Select(file => new LabelledPicture(file, identities.Of(file)))];
    }
}
