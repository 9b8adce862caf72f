namespace RemoteVerify.Pades.LongTerm;

/// <summary>
/// Where a document is made step by step, each step an update behind the one before: a file of the host, of which a view
/// (such as a mapping) costs no memory.
/// </summary>
public abstract class GrowingFile
{
    /// <summary>Writes and reads; empty at the start.</summary>
    public abstract Stream Stream { get; }

    /// <summary>Everything written so far; valid until the next view.</summary>
    public abstract ReadOnlyMemory<byte> View();

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        Stream.Position = Stream.Length;
        Stream.Write(bytes);
    }
}
