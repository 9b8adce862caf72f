using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Landmarks;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>What the server saw in one frame, and when. The liveness protocol judges these, never pixels.</summary>
/// <param name="Header">As received.</param>
/// <param name="ReceivedAt">The server's clock when the message was complete.</param>
/// <param name="ChainIntact">The header carried the right link of the hash chain.</param>
/// <param name="ChainHash">The chain hash after this frame, 32 bytes.</param>
/// <param name="Digest">SHA-256 of the picture as sent.</param>
/// <param name="PictureBytes">Length of the picture.</param>
/// <param name="Faces">All faces found, largest first.</param>
/// <param name="Appearance">Colours and fingerprints of the whole picture.</param>
/// <param name="Proof">Only for a proof frame with a face.</param>
public sealed record FrameObservation(
    FrameHeader Header,
    DateTimeOffset ReceivedAt,
    bool ChainIntact,
    ReadOnlyMemory<byte> ChainHash,
    FrameDigest Digest,
    int PictureBytes,
    int WidthPixels,
    int HeightPixels,
    IReadOnlyList<DetectedFace> Faces,
    FrameAppearance Appearance,
    ProofObservation? Proof)
{
    /// <summary>Of the main face of a guide frame that the analyser chose by chance; null in all others. Whoever takes the observation erases it.</summary>
    public FaceTemplate? GuideTemplate { get; init; }

    /// <summary>Erases the templates of an observation that no session takes.</summary>
    public void Erase()
    {
        GuideTemplate?.Dispose();
        Proof?.Template.Dispose();
    }

    public override string ToString() => $"frame {Header.Sequence} ({Header.Kind}, {Faces.Count} faces)";
}

/// <summary>The further measures of a proof frame; biometric data, never printed.</summary>
/// <param name="Template">Of the main face.</param>
/// <param name="BonaFide">The attack score that decides.</param>
/// <param name="Sharpness">Mean gradient of the face in grey levels per pixel, on a face scaled to one size.</param>
/// <param name="ClippedShare">Share of face pixels that are fully dark or fully bright.</param>
/// <param name="Jpeg">As sent; it becomes part of the evidence.</param>
public sealed record ProofObservation(FaceTemplate Template, BonaFideScore BonaFide, double Sharpness, double ClippedShare, ReadOnlyMemory<byte> Jpeg)
{
    /// <summary>Networks, cues and their fusion behind the attack score; null where only the score is known.</summary>
    public AttackAssessment? Attack { get; init; }

    /// <summary>How far the eyes are open, the mean of both; null where no landmark network looked.</summary>
    public Openness? Eyes { get; init; }

    public override string ToString() => "proof measures";
}

/// <summary>SHA-256 of a picture as a value.</summary>
public readonly record struct FrameDigest(ulong A, ulong B, ulong C, ulong D)
{
    /// <summary>Hashes the bytes.</summary>
    public static FrameDigest Of(ReadOnlySpan<byte> jpeg)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(jpeg, hash);
        return FromBytes(hash);
    }

    /// <summary>Takes 32 bytes.</summary>
    public static FrameDigest FromBytes(ReadOnlySpan<byte> hash) => new(
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash[16..]),
        System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash[24..]));

    /// <summary>Lower-case hexadecimal.</summary>
    public override string ToString() => $"{A:x16}{B:x16}{C:x16}{D:x16}";
}
