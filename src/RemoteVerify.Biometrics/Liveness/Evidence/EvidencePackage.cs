namespace RemoteVerify.Biometrics.Liveness.Evidence;

/// <summary>What a host signs and keeps of one capture: canonical JSON and the proof pictures that it names by their SHA-256.</summary>
/// <param name="Json">UTF-8, members sorted, no white space; the same session always gives the same bytes.</param>
/// <param name="Pictures">JPEGs of the proof frames: personal data.</param>
public sealed record EvidencePackage(ReadOnlyMemory<byte> Json, IReadOnlyList<EvidencePicture> Pictures)
{
    public override string ToString() => $"evidence with {Pictures.Count} pictures";
}

/// <summary>One proof frame as it was sent.</summary>
public sealed record EvidencePicture(uint Sequence, FrameDigest Digest, ReadOnlyMemory<byte> Jpeg)
{
    public override string ToString() => $"picture {Sequence}";
}
