using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Detection;

/// <summary>Writes an image as the planes that a network reads, by the manifest's preprocessing.</summary>
internal static class TensorFiller
{
    /// <summary>Fills planes of <paramref name="planeWidth"/> x <paramref name="planeHeight"/>; what the image does not cover becomes 0.</summary>
    public static void Fill(Image image, Span<float> planes, int planeWidth, int planeHeight, ModelPreprocessing preprocessing)
    {
        int plane = planeWidth * planeHeight;
        if (image.WidthPixels < planeWidth || image.HeightPixels < planeHeight)
        {
            planes.Clear();
        }

        bool rgb = preprocessing.ChannelOrder == "RGB";
        for (int channel = 0; channel < 3; channel++)
        {
            float deviation = preprocessing.StandardDeviation[channel];
            float factor = preprocessing.Scale / deviation;
            float offset = -preprocessing.Mean[channel] / deviation;
            int source = rgb ? 2 - channel : channel;
            for (int y = 0; y < image.HeightPixels; y++)
            {
                ReadOnlySpan<byte> from = image.Row(y)[source..];
                Span<float> to = planes.Slice((channel * plane) + (y * planeWidth), image.WidthPixels);
                for (int x = 0, at = 0; x < to.Length; x++, at += 3)
                {
                    to[x] = (from[at] * factor) + offset;
                }
            }
        }
    }
}
