namespace RemoteVerify.Cases.Procedures;

/// <summary>A data file or schema as it is delivered with the service, byte for byte.</summary>
/// <param name="Name">File name.</param>
/// <param name="Content">UTF-8.</param>
public sealed record DeliveredFile(string Name, ReadOnlyMemory<byte> Content)
{
    private const string Folder = ".Procedures.Data.";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<DeliveredFile> All { get; } =
    [
        .. typeof(DeliveredFile).Assembly.GetManifestResourceNames().Where(n => n.Contains(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read),
    ];

    public override string ToString() => $"DeliveredFile {Name}";

    private static DeliveredFile Read(string resource)
    {
        using Stream data = typeof(DeliveredFile).Assembly.GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        data.CopyTo(bytes);
        return new DeliveredFile(resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..], bytes.ToArray());
    }
}
