namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>One thing that is wrong with a data file.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) to the place; empty for the whole file.</param>
/// <param name="Rule">Stable code of the rule.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record DataFault(string Pointer, string Rule, string Message)
{
    public override string ToString() => $"{(Pointer.Length == 0 ? "/" : Pointer)}: {Message}";
}

/// <summary>A data file as read, or what is wrong with it.</summary>
/// <param name="Value">What it says; null when the file has not its shape.</param>
/// <param name="Canonical">The same data with sorted members and without spaces, so that two files can be compared.</param>
/// <param name="Faults">Everything that is wrong; empty for a good file.</param>
public sealed record DataReading<T>(T? Value, ReadOnlyMemory<byte> Canonical, IReadOnlyList<DataFault> Faults)
    where T : class
{
    public override string ToString() => $"DataReading {Value} with {Faults.Count} faults";
}
