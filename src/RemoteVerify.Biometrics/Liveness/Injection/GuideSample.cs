using System.Buffers.Binary;
using System.Security.Cryptography;
using RemoteVerify.Biometrics.Detection;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// Chooses guide frames whose face is compared with that of the proof pictures. Otherwise a client could send a living helper for
/// guidance and somebody else's picture for proof. About one frame in eight: a template costs about as much as the detection.
/// </summary>
internal sealed class GuideSample
{
    private const int OneIn = 8;
    private const double LeastEyePixels = 28;
    private const double MostYawDegrees = 15;

    private readonly byte[] _secret = new byte[32];

    public GuideSample(IChance chance) => chance.Fill(_secret);

    /// <summary>The same frame is always chosen or never; who lacks the secret can't tell which.</summary>
    public bool Chooses(FrameDigest digest, DetectedFace face, int widthPixels)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> input = stackalloc byte[32];
        BinaryPrimitives.WriteUInt64BigEndian(input, digest.A);
        BinaryPrimitives.WriteUInt64BigEndian(input[8..], digest.B);
        BinaryPrimitives.WriteUInt64BigEndian(input[16..], digest.C);
        BinaryPrimitives.WriteUInt64BigEndian(input[24..], digest.D);
        HMACSHA256.HashData(_secret, input, mac);
        return mac[0] % OneIn == 0
            && face.Points.InterEyeDistancePixels >= LeastEyePixels
            && FaceMeasure.Of(face.Points, widthPixels) is FaceMeasure measure
            && Math.Abs(measure.YawDegrees) <= MostYawDegrees;
    }
}
