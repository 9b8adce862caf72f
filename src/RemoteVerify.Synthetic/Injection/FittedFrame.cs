using RemoteVerify.Synthetic.Cameras;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Injection;

/// <summary>Pictures brought to the size that is asked for.</summary>
internal static class FittedFrame
{
    /// <summary>The largest centred part with the wanted proportions.</summary>
    public static RenderedFrame Fit(RenderedFrame frame, int width, int height)
    {
        if (frame.WidthPixels == width && frame.HeightPixels == height)
        {
            return frame;
        }

        FrameView view = FrameView.Fill(frame.WidthPixels, frame.HeightPixels, width, height);
        byte[] pixels = FaceWarp.Between(frame.Truth.Points, frame.Truth.Points).Apply(frame.Pixels, frame.WidthPixels, frame.HeightPixels, view);
        return new(width, height, pixels, frame.Truth.Moved(view.ToView, frame.Truth.State));
    }
}
