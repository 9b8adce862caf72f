namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>A mutant in the making: one array that a worker uses for all its mutants.</summary>
internal sealed class MutantBuffer
{
    private byte[] _bytes = new byte[1 << 16];
    private byte[] _scratch = new byte[1 << 16];

    public int Length { get; private set; }

    public Span<byte> Span => _bytes.AsSpan(0, Length);

    /// <summary>Good until the next mutant is loaded.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    public void Load(ReadOnlySpan<byte> bytes)
    {
        Length = 0;
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes);
        Length = bytes.Length;
    }

    /// <summary>Takes bytes out and puts others in; both places are cut to what is there.</summary>
    public void Replace(int at, int removed, ReadOnlySpan<byte> inserted)
    {
        at = Math.Clamp(at, 0, Length);
        removed = Math.Clamp(removed, 0, Length - at);
        if (_scratch.Length < inserted.Length)
        {
            _scratch = new byte[inserted.Length * 2];
        }

        // What is put in may be a part of this very buffer.
        inserted.CopyTo(_scratch);
        Reserve(Length - removed + inserted.Length);
        _bytes.AsSpan(at + removed, Length - at - removed).CopyTo(_bytes.AsSpan(at + inserted.Length));
        _scratch.AsSpan(0, inserted.Length).CopyTo(_bytes.AsSpan(at));
        Length += inserted.Length - removed;
    }

    public void Cut(int length) => Length = Math.Clamp(length, 0, Length);

    /// <summary>A part, cut to what is there.</summary>
    public ReadOnlySpan<byte> Part(int at, int length)
    {
        at = Math.Clamp(at, 0, Length);
        return _bytes.AsSpan(at, Math.Clamp(length, 0, Length - at));
    }

    private void Reserve(int length)
    {
        if (_bytes.Length < length)
        {
            Array.Resize(ref _bytes, length * 2);
        }
    }
}
