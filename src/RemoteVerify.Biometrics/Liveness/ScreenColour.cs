using System.Globalization;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// A colour that the client's whole screen shows for a moment. All are soft: none is a saturated red in the sense of WCAG 2.2
/// (red at least 0.8 of the sum of linear red, green and blue), and they differ in hue more than in brightness, because what is
/// measured is the change of hue: an automatic exposure can't undo it, and the colour of the skin cancels out.
/// </summary>
public readonly record struct ScreenColour(byte Red, byte Green, byte Blue)
{
    /// <summary>The colours that are drawn from.</summary>
    public static IReadOnlyList<ScreenColour> Palette { get; } =
    [
        new(0xFF, 0xB8, 0x4D),
        new(0x5C, 0x8A, 0xFF),
        new(0x5F, 0xD9, 0x7E),
        new(0xE0, 0x80, 0xF0),
        new(0xF2, 0xF2, 0xF2),
    ];

    /// <summary>Linear red, 0 to 1.</summary>
    public double LinearRed => Linear(Red);

    /// <summary>Linear green, 0 to 1.</summary>
    public double LinearGreen => Linear(Green);

    /// <summary>Linear blue, 0 to 1.</summary>
    public double LinearBlue => Linear(Blue);

    /// <summary>As on the wire: <c>#rrggbb</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    /// <summary>Reads <c>#rrggbb</c>; null for anything else, also for the empty text that ends the colours.</summary>
    public static ScreenColour? Parse(string text) =>
        text is { Length: 7 } && text[0] == '#' && uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint rgb)
            ? new ScreenColour((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
            : null;

    /// <summary>A sequence without the same colour twice in a row and with at least three different ones (fewer where fewer are asked).</summary>
    internal static IReadOnlyList<ScreenColour> Draw(int count, IChance chance)
    {
        while (true)
        {
            ScreenColour[] drawn = new ScreenColour[count];
            for (int i = 0; i < count; i++)
            {
                drawn[i] = Palette[chance.Below(Palette.Count)];
            }

            if (IsGood(drawn))
            {
                return drawn;
            }
        }
    }

    /// <summary>Every sequence that could have been drawn.</summary>
    internal static IEnumerable<IReadOnlyList<ScreenColour>> All(int count)
    {
        ScreenColour[] one = new ScreenColour[count];
        for (int number = 0; number < Math.Pow(Palette.Count, count); number++)
        {
            for (int i = 0, rest = number; i < count; i++, rest /= Palette.Count)
            {
                one[i] = Palette[rest % Palette.Count];
            }

            if (IsGood(one))
            {
                yield return [.. one];
            }
        }
    }

    private static bool IsGood(ReadOnlySpan<ScreenColour> drawn)
    {
        HashSet<ScreenColour> different = [];
        for (int i = 0; i < drawn.Length; i++)
        {
            if (i > 0 && drawn[i] == drawn[i - 1])
            {
                return false;
            }

            different.Add(drawn[i]);
        }

        return different.Count >= Math.Min(3, drawn.Length);
    }

    /// <summary>IEC 61966-2-1.</summary>
    private static double Linear(byte value)
    {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }
}
