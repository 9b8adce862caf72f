using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Cards;

/// <summary>The side of a card that carries the machine-readable zone: three lines of thirty letters in OCR-B, 10 letters an inch, 6 lines an inch (ICAO Doc 9303-5).</summary>
public static class CardZone
{
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";
    private const int LettersOfALine = 30;

    /// <summary>Width of a letter's place.</summary>
    private const double PitchMillimetres = 2.54;

    private const double LineMillimetres = 25.4 / 6;
    private const double LeftMillimetres = 4.7;
    private const double TopMillimetres = 35.5;
    private const double Ink = 30;

    /// <summary>Paints the side.</summary>
    /// <param name="zone">Ninety letters, as <see cref="Chips.CardMrz.Write"/> makes them.</param>
    /// <param name="seed">For the fine lines.</param>
    public static Image Paint(string zone, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentOutOfRangeException.ThrowIfNotEqual(zone.Length, 3 * LettersOfALine, nameof(zone));
        using Stream stored = typeof(CardZone).Assembly.GetManifestResourceStream("RemoteVerify.Synthetic.Cards.ocr-b.png") ?? throw new InvalidOperationException("The drawing of the letters is missing from the build.");
        byte[] bytes = new byte[stored.Length];
        stored.ReadExactly(bytes);
        using Image drawing = ImageCodec.Decode(bytes, ImageLimits.Default);
        int width = (int)Math.Round(PitchMillimetres * CardSide.PixelsPerMillimetre);
        int height = drawing.HeightPixels * width * Letters.Length / drawing.WidthPixels;
        using Image letters = ImageOperations.Resize(drawing, width * Letters.Length, height, Interpolation.Area);
        Image card = CardSide.PaintGround(seed);
        for (int at = 0; at < zone.Length; at++)
        {
            int left = (int)Math.Round((LeftMillimetres + (at % LettersOfALine * PitchMillimetres)) * CardSide.PixelsPerMillimetre);
            int top = (int)Math.Round((TopMillimetres + (at / LettersOfALine * LineMillimetres)) * CardSide.PixelsPerMillimetre);
            Print(card, letters, Letters.IndexOf(zone[at], StringComparison.Ordinal) * width, width, left, top);
        }

        return card;
    }

    private static void Print(Image card, Image letters, int from, int width, int left, int top)
    {
        for (int y = 0; y < letters.HeightPixels; y++)
        {
            ReadOnlySpan<byte> shape = letters.Row(y).Slice(from * 3, width * 3);
            Span<byte> target = card.Row(top + y).Slice(left * 3, width * 3);
            for (int i = 0; i < target.Length; i++)
            {
                double paper = shape[i] / 255.0;
                target[i] = (byte)((target[i] * paper) + (Ink * (1 - paper)));
            }
        }
    }
}
