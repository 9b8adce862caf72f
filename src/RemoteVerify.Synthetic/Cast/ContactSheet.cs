using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>Frames of equal size side by side, to be looked at.</summary>
public static class ContactSheet
{
    /// <summary>Puts the frames into rows; the caller disposes the picture.</summary>
    /// <param name="frames">At least one, all of the size of the first.</param>
    /// <param name="columns">Frames per row.</param>
    public static Image Compose(IReadOnlyList<RenderedFrame> frames, int columns)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        int width = frames[0].WidthPixels, height = frames[0].HeightPixels;
        Image sheet = new(width * columns, height * ((frames.Count + columns - 1) / columns));
        for (int i = 0; i < frames.Count; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(frames[i].Pixels.Length, width * height * 3);
            for (int y = 0; y < height; y++)
            {
                Span<byte> row = sheet.Row((i / columns * height) + y).Slice(i % columns * width * 3, width * 3);
                frames[i].Pixels.AsSpan(y * width * 3, width * 3).CopyTo(row);
            }
        }

        return sheet;
    }
}
