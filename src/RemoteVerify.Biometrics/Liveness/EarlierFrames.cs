using System.Buffers.Binary;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Fingerprints of one finished session, to be kept by the host and handed to later sessions; nothing of a face can be got back from them.</summary>
/// <param name="Digests">SHA-256 of every JPEG.</param>
/// <param name="Proofs">Fingerprints of the proof frames.</param>
public sealed record SessionFingerprints(IReadOnlyList<FrameDigest> Digests, IReadOnlyList<PictureFingerprint> Proofs)
{
    private const int EntryBytes = 32;

    /// <summary>Big-endian: the number of digests (4 bytes), the digests and the fingerprints (32 bytes each).</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[4 + (EntryBytes * (Digests.Count + Proofs.Count))];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Digests.Count);
        int at = 4;
        foreach ((ulong a, ulong b, ulong c, ulong d) in Digests.Select(x => (x.A, x.B, x.C, x.D)).Concat(Proofs.Select(x => (x.A, x.B, x.C, x.D))))
        {
            foreach (ulong part in (ReadOnlySpan<ulong>)[a, b, c, d])
            {
                BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at), part);
                at += 8;
            }
        }

        return bytes;
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="Protocol.CaptureFormatException">The lengths don't fit.</exception>
    public static SessionFingerprints Read(ReadOnlySpan<byte> bytes)
    {
        int digests = bytes.Length < 4 ? -1 : BinaryPrimitives.ReadInt32BigEndian(bytes);
        if (digests < 0 || (bytes.Length - 4) % EntryBytes != 0 || digests > (bytes.Length - 4) / EntryBytes)
        {
            throw new Protocol.CaptureFormatException("session fingerprints", 0, "the lengths don't fit");
        }

        List<FrameDigest> frames = [];
        List<PictureFingerprint> proofs = [];
        for (int at = 4; at < bytes.Length; at += EntryBytes)
        {
            ulong Part(ReadOnlySpan<byte> entry, int index) => BinaryPrimitives.ReadUInt64BigEndian(entry[(8 * index)..]);
            ReadOnlySpan<byte> entry = bytes.Slice(at, EntryBytes);
            if (frames.Count < digests)
            {
                frames.Add(FrameDigest.FromBytes(entry));
            }
            else
            {
                proofs.Add(new PictureFingerprint(Part(entry, 0), Part(entry, 1), Part(entry, 2), Part(entry, 3)));
            }
        }

        return new SessionFingerprints(frames, proofs);
    }
}

/// <summary>The frames of earlier sessions, as far as the host keeps them.</summary>
public sealed class EarlierFrames
{
    private readonly HashSet<FrameDigest> _digests = [];
    private readonly List<PictureFingerprint> _proofs = [];

    /// <summary>No earlier session.</summary>
    public static EarlierFrames None { get; } = new([]);

    public EarlierFrames(IEnumerable<SessionFingerprints> sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        foreach (SessionFingerprints session in sessions)
        {
            _digests.UnionWith(session.Digests);
            _proofs.AddRange(session.Proofs);
        }
    }

    /// <summary>Whether exactly this JPEG was sent before.</summary>
    public bool Contains(FrameDigest digest) => _digests.Contains(digest);

    /// <summary>Distance to the most similar earlier proof frame; 1 when there is none.</summary>
    public double NearestProof(PictureFingerprint fingerprint) =>
        _proofs.Count == 0 ? 1 : _proofs.Min(p => p.Distance(fingerprint));
}
