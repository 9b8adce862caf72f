using RemoteVerify.Biometrics.Detection;

namespace RemoteVerify.Biometrics.AttackDetection;

/// <summary>
/// The crop that the MiniFASNets were trained with: the box enlarged round its centre by the scale, less where the picture is too
/// small, then pushed (not cut) inside; rows and columns up to and including the last.
/// </summary>
internal static class AttackCrop
{
    public static (int Left, int Top, int Width, int Height) Of(FaceBox box, float wantedScale, int imageWidth, int imageHeight)
    {
        double boxWidth = Math.Max(1, box.Width);
        double boxHeight = Math.Max(1, box.Height);
        double scale = Math.Min(wantedScale, Math.Min((imageHeight - 1) / boxHeight, (imageWidth - 1) / boxWidth));
        (int left, int right) = Range(box.CentreX, boxWidth * scale, imageWidth);
        (int top, int bottom) = Range(box.CentreY, boxHeight * scale, imageHeight);
        return (left, top, right - left + 1, bottom - top + 1);
    }

    private static (int First, int Last) Range(double centre, double length, int limit)
    {
        double first = centre - (length / 2);
        double last = centre + (length / 2);
        if (first < 0)
        {
            last -= first;
            first = 0;
        }

        if (last > limit - 1)
        {
            first -= last - limit + 1;
            last = limit - 1;
        }

        // A box far outside the picture would end before it begins.
        int start = Math.Clamp((int)first, 0, limit - 1);
        return (start, Math.Clamp((int)last, start, limit - 1));
    }
}
