namespace RemoteVerify.Pdf.Writing;

/// <summary>Where the signature of an update lies; all offsets are absolute in the finished file.</summary>
/// <param name="GapStart">Offset of the opening bracket of /Contents.</param>
/// <param name="GapEnd">Offset after its closing bracket.</param>
/// <param name="FileLength">Length of the finished file.</param>
public sealed record SignatureGap(long GapStart, long GapEnd, long FileLength)
{
    /// <summary>The four numbers that stand in /ByteRange.</summary>
    public IReadOnlyList<long> ByteRange => [0, GapStart, GapEnd, FileLength - GapEnd];

    /// <summary>Bytes of DER that fit.</summary>
    public int Capacity => (int)((GapEnd - GapStart - 2) / 2);

    /// <summary>Writes the value as hexadecimal digits after the opening bracket; the zeros behind it stay.</summary>
    internal void Fill(Span<byte> tail, long originalLength, ReadOnlySpan<byte> signature)
    {
        _ = Convert.TryToHexString(signature, tail[(int)(GapStart + 1 - originalLength)..(int)(GapEnd - 1 - originalLength)], out _);
    }
}

/// <summary>The bytes that follow the original file. /ByteRange, if asked for, is already filled in.</summary>
/// <param name="Bytes">The tail.</param>
/// <param name="OriginalLength">Length of the file that it follows.</param>
/// <param name="Gap">Where the signature goes; null when the update has no placeholder.</param>
public sealed record UpdateTail(ReadOnlyMemory<byte> Bytes, long OriginalLength, SignatureGap? Gap)
{
    /// <summary>Original and tail in one array: the only copy that an update makes.</summary>
    public byte[] AppendTo(ReadOnlyMemory<byte> original)
    {
        if (original.Length != OriginalLength)
        {
            throw new ArgumentException("The tail belongs to another file.", nameof(original));
        }

        PdfTooLargeException.ThrowIfLonger(OriginalLength + Bytes.Length);
        var file = GC.AllocateUninitializedArray<byte>(original.Length + Bytes.Length);
        original.Span.CopyTo(file);
        Bytes.Span.CopyTo(file.AsSpan(original.Length));
        return file;
    }

    /// <summary>Original, tail and signature value in one array. <see cref="ArgumentException"/> when the value does not fit.</summary>
    public byte[] AppendTo(ReadOnlyMemory<byte> original, ReadOnlySpan<byte> signature)
    {
        if (Gap is null || signature.Length > Gap.Capacity)
        {
            throw new ArgumentException("The update has no room for this signature.", nameof(signature));
        }

        var file = AppendTo(original);
        Gap.Fill(file.AsSpan((int)OriginalLength), OriginalLength, signature);
        return file;
    }

    /// <summary>The tail with the signature value in it. <see cref="ArgumentException"/> when the value does not fit.</summary>
    public byte[] WithSignature(ReadOnlySpan<byte> signature)
    {
        if (Gap is null || signature.Length > Gap.Capacity)
        {
            throw new ArgumentException("The update has no room for this signature.", nameof(signature));
        }

        var tail = Bytes.ToArray();
        Gap.Fill(tail, OriginalLength, signature);
        return tail;
    }
}
