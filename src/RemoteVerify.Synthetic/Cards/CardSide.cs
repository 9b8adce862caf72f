using System.Collections;
using RemoteVerify.Synthetic.Chips;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Cards;

/// <summary>
/// The printed side of a card that carries the square code: the place and size of the code are those of the card, everything else (fine lines, bars in place of words, a grey field in place of the
/// portrait) only has its lightness, so that nobody can take the picture for a card.
/// </summary>
public static class CardSide
{
    /// <summary>ID-1 (ISO/IEC 7810), in millimetres.</summary>
    public const double WidthMillimetres = 85.6;

    /// <summary>ID-1, in millimetres.</summary>
    public const double HeightMillimetres = 53.98;

    /// <summary>Pixels of a millimetre in the pictures made here.</summary>
    public const int PixelsPerMillimetre = 20;

    private const double EdgeMillimetres = 4;
    private const byte Paper = 206;
    private const byte Ink = 38;

    /// <summary>What the card's code says: seven fields, as observed on cards of 2021.</summary>
    public static string QrText(ChipHolder holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return string.Join('|', holder.PersonalNumber, holder.OldNumber, holder.FullName, Day(holder.BirthDate), holder.Sex == 'M' ? "Nam" : "Nữ", holder.Residence, Day(holder.Issued));
    }

    /// <summary>Paints the side.</summary>
    /// <param name="code">Rows of modules from top to bottom with the quiet zone; true is dark. Null: a side without code.</param>
    /// <param name="codeMillimetres">How wide the code is printed, without the quiet zone.</param>
    /// <param name="seed">For the fine lines.</param>
    public static Image Paint(IReadOnlyList<BitArray>? code, double codeMillimetres, ulong seed)
    {
        SeededGenerator random = new(seed);
        Image card = PaintGround(seed);
        Box(card, 5, 17, 20, 27, 128);
        for (int line = 0; line < 8; line++)
        {
            double at = 29;
            while (at < 70)
            {
                double word = random.NextBetween(2, 7);
                Box(card, at, 22 + (line * 3.6), word, 1.6, (byte)(Ink + random.NextIndex(60)));
                at += word + 1.2;
            }
        }

        if (code is not null)
        {
            Code(card, code, codeMillimetres);
        }

        return card;
    }

    /// <summary>A side with nothing but its fine lines.</summary>
    public static Image PaintGround(ulong seed)
    {
        Image card = new((int)(WidthMillimetres * PixelsPerMillimetre), (int)(HeightMillimetres * PixelsPerMillimetre));
        Ground(card, new SeededGenerator(SeededGenerator.Mix(seed, 3)));
        return card;
    }

    private static string Day(DateOnly day) => day.ToString("ddMMyyyy", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Waves of thin lines in two tones, as on paper that is hard to copy.</summary>
    private static void Ground(Image card, SeededGenerator random)
    {
        double phase = random.NextBetween(0, 6);
        double length = random.NextBetween(90, 160);
        for (int y = 0; y < card.HeightPixels; y++)
        {
            Span<byte> row = card.Row(y);
            for (int x = 0; x < card.WidthPixels; x++)
            {
                double wave = Math.Sin(phase + (x / length) + (2.2 * Math.Sin(y / 140.0))) * 12;
                byte level = (byte)(Paper + (Math.Sin((y + wave) / 3.2) > 0.6 ? -22 : 6));
                row[x * 3] = (byte)(level - 8);
                row[(x * 3) + 1] = level;
                row[(x * 3) + 2] = (byte)(level - 18);
            }
        }
    }

    private static void Box(Image card, double left, double top, double width, double height, byte level)
    {
        int from = (int)(left * PixelsPerMillimetre);
        int count = Math.Min((int)(width * PixelsPerMillimetre), card.WidthPixels - from);
        for (int y = (int)(top * PixelsPerMillimetre); y < (int)((top + height) * PixelsPerMillimetre); y++)
        {
            card.Row(y).Slice(from * 3, count * 3).Fill(level);
        }
    }

    private static void Code(Image card, IReadOnlyList<BitArray> code, double millimetres)
    {
        int quiet = QuietZone(code);
        int modules = code.Count - (2 * quiet);
        double left = WidthMillimetres - EdgeMillimetres - millimetres;
        double module = millimetres / modules;
        Box(card, left - module, EdgeMillimetres - module, millimetres + (2 * module), millimetres + (2 * module), Paper + 6);
        for (int y = 0; y < modules; y++)
        {
            for (int x = 0; x < modules; x++)
            {
                if (code[y + quiet][x + quiet])
                {
                    Box(card, left + (x * module), EdgeMillimetres + (y * module), module + (0.5 / PixelsPerMillimetre), module + (0.5 / PixelsPerMillimetre), Ink);
                }
            }
        }
    }

    private static int QuietZone(IReadOnlyList<BitArray> code)
    {
        int rows = 0;
        while (rows < code.Count / 2 && !code[rows].Cast<bool>().Any(dark => dark))
        {
            rows++;
        }

        return rows;
    }
}
