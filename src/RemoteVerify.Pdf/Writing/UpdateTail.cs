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
}

/// <summary>The bytes that follow the original file. /ByteRange, if asked for, is already filled in.</summary>
/// <param name="Bytes">The tail without the gap: all that a signature covers besides the original.</param>
/// <param name="OriginalLength">Length of the file that it follows.</param>
/// <param name="Gap">Where the signature goes; null when the update has no placeholder.</param>
public sealed record UpdateTail(ReadOnlyMemory<byte> Bytes, long OriginalLength, SignatureGap? Gap)
{
    /// <summary>Bytes of the tail in the finished file, the gap with them.</summary>
    public int Length => Bytes.Length + (Gap is null ? 0 : (int)(Gap.GapEnd - Gap.GapStart));

    /// <summary>Original and tail in one array, the only copy that an update makes; a gap holds zeros.</summary>
    public byte[] AppendTo(ReadOnlyMemory<byte> original) => AppendTo(original, []);

    /// <summary>Original, tail and signature value in one array. <see cref="ArgumentException"/> when the value does not fit.</summary>
    public byte[] AppendTo(ReadOnlyMemory<byte> original, ReadOnlySpan<byte> signature)
    {
        if (original.Length != OriginalLength)
        {
            throw new ArgumentException("The tail belongs to another file.", nameof(original));
        }

        PdfTooLargeException.ThrowIfLonger(OriginalLength + Length);
        var file = GC.AllocateUninitializedArray<byte>(original.Length + Length);
        original.Span.CopyTo(file);
        Write(file.AsSpan(original.Length), signature);
        return file;
    }

    /// <summary>The tail with the signature value in it. <see cref="ArgumentException"/> when the value does not fit.</summary>
    public byte[] WithSignature(ReadOnlySpan<byte> signature)
    {
        var tail = GC.AllocateUninitializedArray<byte>(Length);
        Write(tail, signature);
        return tail;
    }

    /// <summary>The value stands as hexadecimal digits after the opening bracket, zeros behind it (ISO 32000-2, 12.8.1).</summary>
    private void Write(Span<byte> tail, ReadOnlySpan<byte> signature)
    {
        if (signature.Length > (Gap?.Capacity ?? 0))
        {
            throw new ArgumentException("The update has no room for this signature.", nameof(signature));
        }

        if (Gap is null)
        {
            Bytes.Span.CopyTo(tail);
            return;
        }

        var before = (int)(Gap.GapStart - OriginalLength);
        var after = (int)(Gap.GapEnd - OriginalLength);
        Bytes.Span[..before].CopyTo(tail);
        tail[before] = (byte)'<';
        _ = Convert.TryToHexString(signature, tail[(before + 1)..], out var digits);
        tail[(before + 1 + digits)..(after - 1)].Fill((byte)'0');
        tail[after - 1] = (byte)'>';
        Bytes.Span[before..].CopyTo(tail[after..]);
    }
}
