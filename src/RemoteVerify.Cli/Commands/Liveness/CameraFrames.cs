using RemoteVerify.Biometrics.Liveness.Protocol;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary>What a page does with the picture of a camera: draws it at the asked size and encodes it.</summary>
internal static class CameraFrames
{
    public static byte[] Encode(Image picture, FramePlan plan)
    {
        if (picture.WidthPixels == plan.Width && picture.HeightPixels == plan.Height)
        {
            return Fit(picture, plan);
        }

        using Image drawn = ImageOperations.Resize(picture, plan.Width, plan.Height, plan.Width < picture.WidthPixels ? Interpolation.Area : Interpolation.Linear);
        return Fit(drawn, plan);
    }

    /// <summary>Grain of a dark room and dots of a print make large files: the quality goes down until the service takes the picture, and the line bears it.</summary>
    private static byte[] Fit(Image image, FramePlan plan)
    {
        for (int quality = (int)Math.Round(plan.Quality * 100); ; quality -= 10)
        {
            byte[] picture = plan.WebP ? ImageCodec.EncodeWebP(image, quality) : ImageCodec.EncodeJpeg(image, quality);
            if (picture.Length <= plan.MostBytes || quality < 30)
            {
                return picture;
            }
        }
    }
}
