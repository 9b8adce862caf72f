// ISO 32000-2 clause 12.8.1; PADES.md 4.1 and 4.6.1.
using System.Security.Cryptography;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pades.Validation;

/// <summary>The bytes that a signature covers, and whether that is the one safe shape.</summary>
internal sealed class SignedRange
{
    private readonly ReadOnlyMemory<byte> _file;
    private readonly long[] _range;

    private SignedRange(ReadOnlyMemory<byte> file, long[] range, byte[]? contents, int revision, string? anomaly)
    {
        _file = file;
        _range = range;
        Contents = contents;
        Revision = revision;
        Anomaly = anomaly;
    }

    /// <summary>Bytes that stand in the gap; null when the gap is not one hexadecimal string.</summary>
    public byte[]? Contents { get; }

    /// <summary>Index of the signed revision; -1 when the range does not end with one.</summary>
    public int Revision { get; }

    /// <summary>What is wrong with the shape; null when it is standard.</summary>
    public string? Anomaly { get; }

    /// <summary>There is a range to hash at all.</summary>
    public bool IsUsable => _range.Length == 4;

    /// <summary>End of the covered bytes; 0 when unusable.</summary>
    public long End => IsUsable ? _range[2] + _range[3] : 0;

    /// <summary>Start of the gap; -1 when unusable.</summary>
    public long GapStart => IsUsable ? _range[1] : -1;

    /// <summary>Start of the covered bytes; 0 when unusable.</summary>
    public long Start => IsUsable ? _range[0] : 0;

    /// <summary>Where the covered bytes go on after the gap; 0 when unusable.</summary>
    public long SecondStart => IsUsable ? _range[2] : 0;

    /// <summary>Number of covered bytes.</summary>
    public long Length => IsUsable ? _range[1] + _range[3] : 0;

    /// <summary>Nothing follows.</summary>
    public bool CoversWholeDocument => Anomaly is null && End == _file.Length;

    /// <summary>The signed revision byte for byte; empty when the shape is not standard.</summary>
    public ReadOnlyMemory<byte> Bytes => Anomaly is null ? _file[..(int)End] : default;

    /// <summary>Reads /ByteRange and judges its shape, apart from the dictionary that it should spare.</summary>
    public static SignedRange Read(PdfDocument document, PdfRevision revision, PdfDictionary signature)
    {
        var file = document.Bytes;
        if (revision.Get<PdfArray>(signature, "ByteRange") is not { Count: 4 } array
            || array.Any(n => revision.Resolve(n) is not PdfInteger { Value: >= 0 and < int.MaxValue }))
        {
            return new SignedRange(file, [], null, -1, "/ByteRange is not four whole numbers");
        }

        long[] range = [.. array.Select(n => ((PdfInteger)revision.Resolve(n)).Value)];
        if (range[0] + range[1] > range[2] || range[2] + range[3] > file.Length)
        {
            return new SignedRange(file, [], null, -1, "/ByteRange overlaps itself or leaves the file");
        }

        var contents = ReadGap(file.Span[(int)(range[0] + range[1])..(int)range[2]]);
        var index = FindRevision(document, range[2] + range[3]);
        var anomaly = range[0] != 0 ? "/ByteRange does not begin at 0"
            : contents is null ? "the gap is not exactly one hexadecimal string"
            : signature.HasDuplicateKeys ? "the signature dictionary has a key twice"
            : index < 0 ? "the range does not end where a revision ends"
            : Outside(document, index, range[2] + range[3]) ?? Tail(document);
        return new SignedRange(file, range, contents, index, anomaly);
    }

    /// <summary>The same range with one more thing found wrong.</summary>
    public SignedRange With(string anomaly) => new(_file, _range, Contents, Revision, Anomaly ?? anomaly);

    /// <summary>The gap is where this string stands in the file.</summary>
    public bool IsGapOf(PdfString? contents) =>
        contents is not null && IsUsable && contents.SourceStart == _range[0] + _range[1] && contents.SourceEnd == _range[2];

    /// <summary>Digest of the covered bytes.</summary>
    public byte[] Hash(HashAlgorithmName name)
    {
        var first = _file.Slice((int)_range[0], (int)_range[1]);
        var second = _file.Slice((int)_range[2], (int)_range[3]);
        if (name == HashAlgorithms.Sha224)
        {
            return HashAlgorithms.Hash(name, (byte[])[.. first.Span, .. second.Span]);
        }

        using var hash = IncrementalHash.CreateHash(name);
        hash.AppendData(first.Span);
        hash.AppendData(second.Span);
        return hash.GetHashAndReset();
    }

    /// <summary>An entry that points behind the signed bytes names an object that can be put there afterwards.</summary>
    private static string? Outside(PdfDocument document, int signed, long end)
    {
        for (var i = 0; i <= signed; i++)
        {
            if (document.Revision(i).HighestOffset() >= end)
            {
                return "the signed cross-reference names a place behind the signed bytes";
            }
        }

        return null;
    }

    /// <summary>What follows the newest revision belongs to nobody: readers that repair files find objects there.</summary>
    private static string? Tail(PdfDocument document)
    {
        var marker = document.Latest.MarkerEndOffset;
        return marker < 0 ? "the newest revision does not end as it should"
            : document.Bytes.Span[(int)marker..].IndexOfAnyExcept(" \r\n\t\f\0"u8) >= 0 ? "bytes that belong to no revision follow the newest one"
            : null;
    }

    private static byte[]? ReadGap(ReadOnlySpan<byte> gap)
    {
        if (gap.Length < 4 || gap.Length % 2 != 0 || gap[0] != '<' || gap[^1] != '>')
        {
            return null;
        }

        var bytes = new byte[(gap.Length - 2) / 2];
        return Convert.FromHexString(gap[1..^1], bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }

    /// <summary>The revision that ends here; white space after its end may be covered or not.</summary>
    private static int FindRevision(PdfDocument document, long end)
    {
        for (var i = 0; i < document.RevisionCount; i++)
        {
            var marker = document.Revision(i).MarkerEndOffset;
            if (marker >= 0 && marker <= end && end - marker <= 64
                && document.Bytes.Span[(int)marker..(int)end].IndexOfAnyExcept(" \r\n"u8) < 0)
            {
                return i;
            }
        }

        return -1;
    }
}
