using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>The photo of a moment of signing in the demo: a synthetic signer and a synthetic notary side by side, large enough for a print of 13 x 18 cm.</summary>
internal static class SigningPicture
{
    private const int Width = 1600, Height = 1200;

    public static byte[] Of(CastMember signer, CastMember notary, CancellationToken cancellationToken)
    {
        using Image picture = new(Width, Height);
        picture.Pixels.Fill(205);
        Place(picture, signer, 0, cancellationToken);
        Place(picture, notary, Width / 2, cancellationToken);
        return ImageCodec.EncodeJpeg(picture, 88);
    }

    private static void Place(Image picture, CastMember person, int left, CancellationToken cancellationToken)
    {
        using Image face = ImageCodec.Decode(Portrait.RenderJpeg(person.Looks, cancellationToken), ImageLimits.Default);
        double scale = Math.Min(Width / 2.0 / face.WidthPixels, (double)Height / face.HeightPixels);
        int width = (int)(face.WidthPixels * scale), height = (int)(face.HeightPixels * scale);
        for (int y = 0; y < height; y++)
        {
            Span<byte> to = picture.Row(Height - height + y);
            Span<byte> from = face.Row((int)(y / scale));
            for (int x = 0; x < width; x++)
            {
                from.Slice((int)(x / scale) * 3, 3).CopyTo(to[((left + x) * 3)..]);
            }
        }
    }
}
