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

    private static byte[] Fit(Image image, FramePlan plan)
    {
        int most = (plan.Kind == FrameKind.Guide ? ProtocolLimits.MaxGuideFrameBytes : ProtocolLimits.MaxProofFrameBytes) - FrameHeader.Size;
        for (int quality = (int)Math.Round(plan.Quality * 100); ; quality -= 10)
        {
            byte[] jpeg = ImageCodec.EncodeJpeg(image, quality);
            if (jpeg.Length <= most || quality <= 30)
            {
                return jpeg;
            }
        }
    }
}
