using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.Biometrics.Detection;
using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// Turns a received frame into an observation. Guide frames cost one detection; only proof frames are embedded, scored and looked in the eyes, because
/// small, strongly compressed pictures make attacks look alive. Thread-safe.
/// </summary>
/// <param name="engine">The networks.</param>
/// <param name="chance">
/// Draws the secret by which guide frames are chosen for a template: a client can't know which of its frames is compared with the proof
/// pictures. Null for the platform's generator.
/// </param>
public sealed class FrameAnalyser(BiometricEngine engine, IChance? chance = null)
{
    private const int FaceSide = 112;

    private readonly GuideSample _sample = new(chance ?? CryptographicChance.Instance);

    private static readonly ImageLimits Limits = ImageLimits.CaptureFrame with
    {
        MaximumBytes = ProtocolLimits.MaxProofFrameBytes,
        MaximumWidthPixels = ProtocolLimits.MaxSidePixels,
        MaximumHeightPixels = ProtocolLimits.MaxSidePixels,
    };

    /// <summary>The networks that look.</summary>
    public BiometricEngine Engine => engine;

    /// <summary>Decodes and measures one frame.</summary>
    /// <exception cref="VisionFormatException">Not a JPEG within the limits; for a guide frame neither that nor a WebP.</exception>
    public FrameObservation Analyse(ReceivedFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ReadOnlySpan<byte> picture = frame.Picture.Span;
        bool isProof = frame.Header.Kind == FrameKind.Proof;
        if (!IsJpeg(picture) && (isProof || !IsWebP(picture)))
        {
            throw new VisionFormatException("capture frame", 0, isProof ? "is not a JPEG" : "is neither JPEG nor WebP");
        }

        using Image image = ImageCodec.Decode(picture, Limits);
        using GreyImage grey = ImageOperations.ToGrey(image);
        IReadOnlyList<DetectedFace> faces = engine.Detector.Detect(image);
        FrameAppearance appearance = AppearanceReader.Read(image, grey, faces.Count == 0 ? null : faces[0].Box);
        ProofObservation? proof = isProof && faces.Count > 0 ? Prove(image, grey, faces[0], frame.Picture) : null;
        return new FrameObservation(
            frame.Header,
            frame.ReceivedAt,
            frame.ChainIntact,
            frame.ChainHash,
            frame.Digest,
            picture.Length,
            image.WidthPixels,
            image.HeightPixels,
            faces,
            appearance,
            proof)
        {
            GuideTemplate = !isProof && faces.Count > 0 && _sample.Chooses(frame.Digest, faces[0], image.WidthPixels, frame.ComparedOneIn)
                ? engine.Recogniser.Embed(image, faces[0])
                : null,
        };
    }

    /// <summary>The template of a chip's portrait; null when no face is found in it.</summary>
    /// <param name="portrait">JPEG or JPEG 2000 as stored in the chip.</param>
    /// <exception cref="VisionFormatException">Not an image within the limits.</exception>
    public FaceTemplate? EmbedPortrait(ReadOnlySpan<byte> portrait)
    {
        using Image image = ImageCodec.Decode(portrait, ImageLimits.Default);
        IReadOnlyList<DetectedFace> faces = engine.Detector.Detect(image);
        return faces.Count == 0 ? null : engine.Recogniser.Embed(image, faces[0]);
    }

    private static bool IsJpeg(ReadOnlySpan<byte> picture) => picture.StartsWith<byte>([0xFF, 0xD8, 0xFF]);

    private static bool IsWebP(ReadOnlySpan<byte> picture) => picture.Length > 12 && picture.StartsWith("RIFF"u8) && picture[8..].StartsWith("WEBP"u8);

    private ProofObservation Prove(Image image, GreyImage grey, DetectedFace face, ReadOnlyMemory<byte> jpeg)
    {
        (double sharpness, double clipped) = FaceLight(grey, face.Box);
        AttackAssessment attack = engine.AttackDetector.Assess(image, grey, face);
        return new ProofObservation(engine.Recogniser.Embed(image, face), attack.Decisive, sharpness, clipped, jpeg)
        {
            Attack = attack,
            Eyes = engine.LandmarkLocator.Locate(image, face).Eyes,
        };
    }

    /// <summary>The two measures of light that gate a proof picture.</summary>
    internal static (double Sharpness, double Clipped) FaceLight(GreyImage grey, FaceBox box)
    {
        int left = Math.Clamp((int)box.X, 0, grey.WidthPixels - 1);
        int top = Math.Clamp((int)box.Y, 0, grey.HeightPixels - 1);
        int width = Math.Clamp((int)box.Width, 1, grey.WidthPixels - left);
        int height = Math.Clamp((int)box.Height, 1, grey.HeightPixels - top);
        using GreyImage cut = ImageOperations.Crop(grey, left, top, width, height);
        using GreyImage face = ImageOperations.Resize(cut, FaceSide, FaceSide, Interpolation.Area);
        Span<byte> p = face.Pixels;
        long gradient = 0;
        int clipped = 0;
        for (int y = 0; y < FaceSide - 1; y++)
        {
            for (int x = 0; x < FaceSide - 1; x++)
            {
                int at = (y * FaceSide) + x;
                gradient += Math.Abs(p[at + 1] - p[at]) + Math.Abs(p[at + FaceSide] - p[at]);
                clipped += p[at] is < 5 or > 250 ? 1 : 0;
            }
        }

        double count = (FaceSide - 1) * (FaceSide - 1);
        return (gradient / count, clipped / count);
    }
}
