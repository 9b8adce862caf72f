namespace RemoteVerify.Pdf.Normalizing;

/// <summary>A clean file with the same objects.</summary>
/// <param name="Bytes">The new file, one revision with one table.</param>
/// <param name="Actions">What was done, for people; nothing is left out of the file without a line here.</param>
public sealed record NormalizedDocument(byte[] Bytes, IReadOnlyList<string> Actions)
{
    /// <summary>Prints no content.</summary>
    public override string ToString() => $"normalized document ({Bytes.Length} bytes, {Actions.Count} actions)";
}
