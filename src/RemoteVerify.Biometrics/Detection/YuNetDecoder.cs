using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Detection;

/// <summary>
/// Output of YuNet (ShiqiYu/libfacedetection.train): per stride s of 8, 16, 32 a grid of cells with class, objectness, box and five
/// points. Score sqrt(class x objectness); centre ((column + b0) s, (row + b1) s); size (exp(b2) s, exp(b3) s); point k
/// ((column + p[2k]) s, (row + p[2k+1]) s).
/// </summary>
internal static class YuNetDecoder
{
    // exp(16) times the largest stride is far beyond any picture; it keeps infinities out.
    private const float MaximumLogSize = 16f;

    public static List<DetectedFace> Decode(OnnxRun run, int width, int height, float minimumConfidence, float scaleX, float scaleY)
    {
        List<DetectedFace> faces = [];
        foreach (int stride in (ReadOnlySpan<int>)[8, 16, 32])
        {
            ReadOnlySpan<float> classes = run.Output($"cls_{stride}");
            ReadOnlySpan<float> objectness = run.Output($"obj_{stride}");
            ReadOnlySpan<float> boxes = run.Output($"bbox_{stride}");
            ReadOnlySpan<float> points = run.Output($"kps_{stride}");
            int columns = width / stride;
            int cells = columns * (height / stride);
            float minimumProduct = minimumConfidence * minimumConfidence;
            for (int cell = 0; cell < cells; cell++)
            {
                float product = Math.Clamp(classes[cell], 0f, 1f) * Math.Clamp(objectness[cell], 0f, 1f);
                if (product > minimumProduct)
                {
                    Cell at = new(cell % columns, cell / columns, stride, scaleX, scaleY);
                    faces.Add(at.Face(MathF.Sqrt(product), boxes.Slice(cell * 4, 4), points.Slice(cell * 10, 10)));
                }
            }
        }

        return faces;
    }

    private readonly record struct Cell(int Column, int Row, int Stride, float ScaleX, float ScaleY)
    {
        public DetectedFace Face(float confidence, ReadOnlySpan<float> box, ReadOnlySpan<float> points)
        {
            float width = MathF.Exp(Math.Min(box[2], MaximumLogSize)) * Stride * ScaleX;
            float height = MathF.Exp(Math.Min(box[3], MaximumLogSize)) * Stride * ScaleY;
            ImagePoint centre = Point(box);
            return new DetectedFace(
                new FaceBox(centre.X - (width / 2), centre.Y - (height / 2), width, height),
                confidence,
                new FivePoints(Point(points), Point(points[2..]), Point(points[4..]), Point(points[6..]), Point(points[8..])));
        }

        private ImagePoint Point(ReadOnlySpan<float> offsets) => new((Column + offsets[0]) * Stride * ScaleX, (Row + offsets[1]) * Stride * ScaleY);
    }
}
