namespace RemoteVerify.Biometrics.Liveness;

/// <summary>Fingerprints of one finished session, to be kept by the host and handed to later sessions; nothing of a face can be got back from them.</summary>
/// <param name="Digests">SHA-256 of every JPEG.</param>
/// <param name="Proofs">Fingerprints of the proof frames.</param>
public sealed record SessionFingerprints(IReadOnlyList<FrameDigest> Digests, IReadOnlyList<PictureFingerprint> Proofs);

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
