namespace RemoteVerify.Cases.Procedures;

/// <summary>A data file or schema as it is delivered with the service, byte for byte.</summary>
/// <param name="Name">File name.</param>
/// <param name="Content">UTF-8.</param>
public sealed record DeliveredFile(string Name, ReadOnlyMemory<byte> Content)
{
    private static readonly string[] Folders = [".Procedures.Data.", ".Papers.Templates."];

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<DeliveredFile> All { get; } =
        [.. typeof(DeliveredFile).Assembly.GetManifestResourceNames().SelectMany(Read).OrderBy(f => f.Name, StringComparer.Ordinal)];

    public override string ToString() => $"DeliveredFile {Name}";

    private static IEnumerable<DeliveredFile> Read(string resource)
    {
        if (Array.Find(Folders, f => resource.Contains(f, StringComparison.Ordinal)) is not { } folder)
        {
            yield break;
        }

        using Stream data = typeof(DeliveredFile).Assembly.GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        data.CopyTo(bytes);
        yield return new DeliveredFile(resource[(resource.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..], bytes.ToArray());
    }
}
