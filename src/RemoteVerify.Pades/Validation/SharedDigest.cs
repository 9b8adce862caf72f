using System.Buffers;
using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pades.Validation;

/// <summary>
/// Hashes the ranges of one file. Signatures of one file share their beginning, so it is hashed once: a file with a hundred
/// signatures costs little more than one. Not for several threads.
/// </summary>
/// <param name="file">The whole file.</param>
/// <param name="content">The same bytes as a stream, to be read in blocks; null to take them from memory.</param>
internal sealed class SharedDigest(ReadOnlyMemory<byte> file, Stream? content = null) : IDisposable
{
    /// <summary>Bytes that one validation may hash beyond the file itself; what comes after is reported as not judged.</summary>
    public const long MaxFurtherBytes = 1L << 30;

    private const int BlockBytes = 1 << 20;

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
        Feed(hash, range.SecondStart, range.End);
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
        Feed(state, Math.Max(from, 0), end);
        known.Add(end, state);
        return state;
    }

    private void Feed(IncrementalHash hash, long start, long end)
    {
        if (content is null || end - start <= BlockBytes)
        {
            hash.AppendData(file.Span[(int)start..(int)end]);
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            content.Position = start;
            for (var left = end - start; left > 0;)
            {
                var read = content.Read(buffer, 0, (int)Math.Min(left, BlockBytes));
                if (read == 0)
                {
                    throw new EndOfStreamException("The file became shorter while it was validated.");
                }

                hash.AppendData(buffer, 0, read);
                left -= read;
            }
        }
        finally
        {
            // The blocks are the citizen's document.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private bool Spend(long bytes)
    {
        _hashed += bytes;
        return _hashed <= file.Length + MaxFurtherBytes;
    }
}
