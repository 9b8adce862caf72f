using RemoteVerify.Cases.Procedures.Importing;

namespace RemoteVerify.Cases.Procedures;

/// <summary>The delivered versions as read; a wrong one is a defect of the build.</summary>
internal static class DeliveredData
{
    private static readonly Lazy<IReadOnlyList<DataFile>> Read = new(() =>
        [.. DeliveredFile.All.Where(f => !f.Name.EndsWith(".schema.json", StringComparison.Ordinal)).Select(Open)]);

    /// <summary>The files as read, without a fault.</summary>
    public static IReadOnlyList<DataFile> Files => Read.Value;

    /// <summary>Which versions they are.</summary>
    public static IEnumerable<DataEntry> Entries => Files.Select(f => f.Entry!);

    private static DataFile Open(DeliveredFile delivered)
    {
        DataFile file = DataFile.Read(delivered.Name, delivered.Content.Span);
        return file.Faults.Count == 0 ? file : throw new InvalidOperationException($"{delivered.Name}: {string.Join("; ", file.Faults)}");
    }
}
