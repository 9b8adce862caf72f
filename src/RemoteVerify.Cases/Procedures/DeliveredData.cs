using RemoteVerify.Cases.Procedures.Importing;

namespace RemoteVerify.Cases.Procedures;

/// <summary>The data files that are delivered with the service; a wrong one is a defect of the build.</summary>
internal static class DeliveredData
{
    private static readonly Lazy<IReadOnlyList<DataFile>> Read = new(() =>
    [
        .. typeof(DeliveredData).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".procedure.json", StringComparison.Ordinal) || n.EndsWith(".calendar.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(Open),
    ]);

    /// <summary>The files as read, without a fault.</summary>
    public static IReadOnlyList<DataFile> Files => Read.Value;

    /// <summary>Which versions they are.</summary>
    public static IEnumerable<DataEntry> Entries => Files.Select(f => f.Entry!);

    private static DataFile Open(string name)
    {
        using Stream data = typeof(DeliveredData).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        data.CopyTo(bytes);
        DataFile file = DataFile.Read(name, bytes.ToArray());
        return file.Faults.Count == 0 ? file : throw new InvalidOperationException($"{name}: {string.Join("; ", file.Faults)}");
    }
}
