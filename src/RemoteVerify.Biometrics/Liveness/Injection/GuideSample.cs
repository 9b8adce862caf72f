using System.Buffers.Binary;
using System.Security.Cryptography;
using RemoteVerify.Biometrics.Detection;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// Chooses guide frames whose face is compared with that of the proof pictures. Otherwise a client could send a living helper for
/// guidance and somebody else's picture for proof. About one frame a second: a template costs about as much as the detection.
/// </summary>
internal sealed class GuideSample
{
    /// <summary>Between the eyes: smaller faces say too little of whose they are.</summary>
    public const double LeastEyePixels = 22;

    private const double MostYawDegrees = 15;

    private readonly byte[] _secret = new byte[32];

    public GuideSample(IChance chance) => chance.Fill(_secret);

    /// <summary>The same frame is always chosen or never; who lacks the secret can't tell which.</summary>
    /// <param name="oneIn">Of so many frames one is chosen.</param>
    public bool Chooses(FrameDigest digest, DetectedFace face, int widthPixels, int oneIn)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> input = stackalloc byte[32];
        BinaryPrimitives.WriteUInt64BigEndian(input, digest.A);
        BinaryPrimitives.WriteUInt64BigEndian(input[8..], digest.B);
        BinaryPrimitives.WriteUInt64BigEndian(input[16..], digest.C);
        BinaryPrimitives.WriteUInt64BigEndian(input[24..], digest.D);
        HMACSHA256.HashData(_secret, input, mac);
        return mac[0] % oneIn == 0
            && face.Points.InterEyeDistancePixels >= LeastEyePixels
            && FaceMeasure.Of(face.Points, widthPixels) is FaceMeasure measure
            && Math.Abs(measure.YawDegrees) <= MostYawDegrees;
    }
}
