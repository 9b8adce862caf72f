using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pades.Validation;

/// <summary>
/// Hashes the ranges of one file. Signatures of one file share their beginning, so it is hashed once: a file with a hundred
/// signatures costs little more than one. Not for several threads.
/// </summary>
/// <param name="file">The whole file.</param>
internal sealed class SharedDigest(ReadOnlyMemory<byte> file) : IDisposable
{
    /// <summary>Bytes that one validation may hash beyond the file itself; what comes after is reported as not judged.</summary>
    public const long MaxFurtherBytes = 1L << 30;

    private readonly Dictionary<string, SortedList<long, IncrementalHash>> _beginnings = new(StringComparer.Ordinal);
    private long _hashed;

    /// <summary>Digest of the covered bytes; null when the file asks for more work than any real one.</summary>
    public byte[]? Hash(SignedRange range, HashAlgorithmName name)
    {
        if (name == HashAlgorithms.Sha224 || range.Start != 0)
        {
            return Spend(range.Length) ? range.Hash(name) : null;
        }

        if (!Spend(range.End - range.SecondStart) || Beginning(name, range.GapStart) is not { } beginning)
        {
            return null;
        }

        using var hash = beginning.Clone();
        hash.AppendData(file.Span[(int)range.SecondStart..(int)range.End]);
        return hash.GetHashAndReset();
    }

    /// <summary>Frees the states.</summary>
    public void Dispose()
    {
        foreach (var state in _beginnings.Values.SelectMany(s => s.Values))
        {
            state.Dispose();
        }
    }

    /// <summary>The state after the bytes before <paramref name="end"/>, from the nearest state that is known.</summary>
    private IncrementalHash? Beginning(HashAlgorithmName name, long end)
    {
        if (!_beginnings.TryGetValue(name.Name!, out var known))
        {
            _beginnings.Add(name.Name!, known = []);
        }

        if (known.TryGetValue(end, out var same))
        {
            return same;
        }

        var from = known.Keys.LastOrDefault(k => k <= end, -1);
        if (!Spend(end - Math.Max(from, 0)))
        {
            return null;
        }

        var state = from < 0 ? IncrementalHash.CreateHash(name) : known[from].Clone();
        state.AppendData(file.Span[(int)Math.Max(from, 0)..(int)end]);
        known.Add(end, state);
        return state;
    }

    private bool Spend(long bytes)
    {
        _hashed += bytes;
        return _hashed <= file.Length + MaxFurtherBytes;
    }
}
