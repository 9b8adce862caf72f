// ISO 32000-2, 12.8.1: the digest runs over the original bytes, then over the update around the gap.
using System.Buffers;
using System.Security.Cryptography;
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pdf;
using RemoteVerify.Pdf.Forms;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pdf.Writing;

namespace RemoteVerify.Pades.Signing;

/// <summary>
/// A document to be signed, once or by many keys: parsed once, and hashed once for each digest. It serves one thread at a
/// time. Made from bytes in memory, or from a mapped file beside a stream over the same file: then the parser touches
/// only the pages of the mapping that it needs, and the rest goes by in blocks.
/// </summary>
public sealed class SigningBase : IDisposable
{
    private const int BlockBytes = 1 << 20;

    private readonly Dictionary<HashAlgorithmName, IncrementalHash> _states = [];
    private readonly Stream? _content;
    private byte[]? _sha256;

    private SigningBase(PdfDocument document, Stream? content)
    {
        Document = document;
        _content = content;
        Fields = SignatureFieldReader.Read(document.Latest);
        Names = FieldNames.All(document.Latest);
        Permissions = new SigningPermissions(document.Latest, Fields);
    }

    /// <summary>Length of the document in bytes.</summary>
    public int Length => Document.Bytes.Length;

    /// <summary>SHA-256 of the document as it was handed in.</summary>
    public ReadOnlyMemory<byte> Sha256 => _sha256 ??= State(HashAlgorithmName.SHA256).GetCurrentHash();

    /// <summary>The bytes come from a stream, and the memory is only a view for the parser.</summary>
    internal bool IsStreamed => _content is not null;

    internal PdfDocument Document { get; }

    internal IReadOnlyList<SignatureField> Fields { get; }

    internal HashSet<string> Names { get; }

    internal SigningPermissions Permissions { get; }

    /// <summary>Reads the structure of the document.</summary>
    /// <param name="pdf">The whole file; it must not change while this object lives.</param>
    /// <param name="open">Password and limits.</param>
    /// <param name="content">A seekable stream over the same bytes, for a file that is mapped; the caller owns it.</param>
    /// <exception cref="PdfPasswordException">Encrypted, and the password does not open it.</exception>
    /// <exception cref="PdfTooLargeException">Larger than what is handled.</exception>
    /// <exception cref="PdfFormatException">Broken in a way that can't be signed without guessing.</exception>
    public static SigningBase Open(ReadOnlyMemory<byte> pdf, PdfOpenOptions? open = null, Stream? content = null)
    {
        PdfTooLargeException.ThrowIfLonger(content?.Length ?? 0);
        if (content is not null && content.Length != pdf.Length)
        {
            throw new ArgumentException("The stream is over another file.", nameof(content));
        }

        PdfDocument document = PdfDocument.Open(pdf, open);
        RefuseStrayEnd(document);
        return new SigningBase(document, content);
    }

    /// <summary>A document whose digest is known from the writing of it.</summary>
    internal static SigningBase Open(ReadOnlyMemory<byte> pdf, PdfOpenOptions? open, HashAlgorithmName algorithm, IncrementalHash state)
    {
        SigningBase document = Open(pdf, open);
        document._states.Add(algorithm, state.Clone());
        return document;
    }

    /// <summary>The digest after the document, to go on with; the caller owns it.</summary>
    internal IncrementalHash StateOf(HashAlgorithmName algorithm) => State(algorithm).Clone();

    /// <summary>What in the document could make it show something else after signing; reads every object.</summary>
    public IReadOnlyList<ShadowWarning> FindWarnings() => ShadowAttackAnalyzer.Analyze(Document);

    /// <summary>Frees the kept states of the digests.</summary>
    public void Dispose()
    {
        foreach (IncrementalHash state in _states.Values)
        {
            state.Dispose();
        }
    }

    /// <summary>Digest of the finished file without the gap.</summary>
    internal byte[] Hash(UpdateTail tail, HashAlgorithmName algorithm)
    {
        using IncrementalHash hash = State(algorithm).Clone();
        hash.AppendData(tail.Bytes.Span);
        return hash.GetHashAndReset();
    }

    /// <summary>Writes the document; a digest that is not known yet is made on the way, so that a file is read once.</summary>
    internal void CopyTo(Stream destination, HashAlgorithmName algorithm)
    {
        if (_states.ContainsKey(algorithm))
        {
            ForEachBlock(destination.Write);
            return;
        }

        IncrementalHash hash = IncrementalHash.CreateHash(algorithm);
        ForEachBlock(block =>
        {
            hash.AppendData(block);
            destination.Write(block);
        });
        _states.Add(algorithm, hash);
    }

    /// <summary>What stands behind the last revision is read by nobody, but would be signed.</summary>
    internal static void RefuseStrayEnd(PdfDocument document)
    {
        long end = document.Latest.MarkerEndOffset;
        if (end < 0 || document.Bytes.Span[(int)end..].ContainsAnyExcept(" \t\r\n\f\0"u8))
        {
            throw new PdfFormatException("end of file", end, "something else than white space follows the last revision");
        }
    }

    private IncrementalHash State(HashAlgorithmName algorithm)
    {
        if (!_states.TryGetValue(algorithm, out IncrementalHash? state))
        {
            state = IncrementalHash.CreateHash(algorithm);
            ForEachBlock(state.AppendData);
            _states.Add(algorithm, state);
        }

        return state;
    }

    private void ForEachBlock(Action<ReadOnlySpan<byte>> act)
    {
        if (_content is null)
        {
            for (ReadOnlySpan<byte> rest = Document.Bytes.Span; rest.Length > 0; rest = rest[Math.Min(rest.Length, BlockBytes)..])
            {
                act(rest[..Math.Min(rest.Length, BlockBytes)]);
            }

            return;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            _content.Position = 0;
            for (int left = Length; left > 0;)
            {
                int read = _content.Read(buffer, 0, Math.Min(left, BlockBytes));
                if (read == 0)
                {
                    throw new EndOfStreamException("The file became shorter while it was signed.");
                }

                act(buffer.AsSpan(0, read));
                left -= read;
            }
        }
        finally
        {
            // The blocks are the citizen's document.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
