using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Codes;

/// <summary>
/// Reads a machine-readable zone of three lines of thirty letters (TD1, ICAO Doc 9303-5) from a picture of a card that is held about upright. What comes out is what the shapes are most like:
/// nothing here knows a check digit, so the caller must check them before believing a letter.
/// </summary>
public static class MrzReader
{
    /// <summary>Every picture is looked at in this width; a letter is then some 25 pixels high.</summary>
    public const int WorkingWidthPixels = 1280;

    /// <summary>Longest height of the working picture, as a part of its width.</summary>
    private const double TallestPart = 2.2;

    private const int Rows = 3;

    /// <summary>More pieces of ink are noise, or a picture made to keep us busy.</summary>
    private const int MostBlobs = 2500;

    /// <summary>Most places of a picture that are read as a zone.</summary>
    private const int MostZones = 6;

    private const int Digits = 10;

    /// <summary>Mean likeness of a zone; fields of other print stay below.</summary>
    private const float LeastLikeness = 0.6f;

    /// <summary>The ninety letters, line by line; null when the picture shows no such zone.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="places">What may stand at each of the ninety places: <c>9</c> a digit, <c>A</c> a letter or filler, <c>*</c> either.</param>
    public static string? Read(GreyImage picture, string places)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(places);
        ArgumentOutOfRangeException.ThrowIfNotEqual(places.Length, Rows * GlyphGrid.Columns, nameof(places));
        if (picture.HeightPixels > TallestPart * picture.WidthPixels)
        {
            return null;
        }

        using GreyImage working = ImageOperations.Resize(
            picture, WorkingWidthPixels, Math.Max(1, picture.HeightPixels * WorkingWidthPixels / picture.WidthPixels), picture.WidthPixels > WorkingWidthPixels ? Interpolation.Area : Interpolation.Cubic);
        List<InkBlob> blobs = InkBlobs.Find(working);
        if (blobs.Count > MostBlobs)
        {
            return null;
        }

        foreach (BlobLine[] three in Threes(BlobLine.Find(blobs)).Take(MostZones))
        {
            if (GlyphGrid.Fit(three) is { } grid && Read(working, grid, places) is { } zone)
            {
                return zone;
            }
        }

        return null;
    }

    /// <summary>Three lines one below the other, as far apart as the print of a zone wants it; the lowest first, where a zone is.</summary>
    private static IEnumerable<BlobLine[]> Threes(List<BlobLine> lines)
    {
        const double Middle = WorkingWidthPixels / 2.0;
        BlobLine[] ordered = [.. lines.OrderByDescending(line => line.At(Middle))];
        for (int low = 0; low < ordered.Length; low++)
        {
            for (int mid = low + 1; mid < Math.Min(low + 3, ordered.Length); mid++)
            {
                for (int top = mid + 1; top < Math.Min(mid + 3, ordered.Length); top++)
                {
                    BlobLine[] three = [ordered[top], ordered[mid], ordered[low]];
                    if (IsZone(three, Middle))
                    {
                        yield return three;
                    }
                }
            }
        }
    }

    /// <summary>Lines of a zone are 5/3 of the pitch apart.</summary>
    private static bool IsZone(BlobLine[] three, double middle)
    {
        double pitch = three.Average(line => line.PitchPixels);
        double upper = (three[1].At(middle) - three[0].At(middle)) / pitch;
        double lower = (three[2].At(middle) - three[1].At(middle)) / pitch;
        double columns = (three.Max(line => line.Blobs[^1].X) - three.Min(line => line.Blobs[0].X)) / pitch;
        return upper is > 1.2 and < 2.2 && lower is > 1.2 and < 2.2 && Math.Abs(upper - lower) < 0.35 && Math.Abs(three[0].Slope - three[2].Slope) < 0.06 && columns is > 25 and < 33;
    }

    private static string? Read(GreyImage picture, GlyphGrid grid, string places)
    {
        int first = FirstColumn(picture, grid);
        Span<char> zone = stackalloc char[places.Length];
        float likeness = 0;
        for (int at = 0; at < zone.Length; at++)
        {
            (int from, int to) = places[at] switch { '9' => (0, Digits), 'A' => (Digits, GlyphShapes.Letters.Length), _ => (0, GlyphShapes.Letters.Length) };
            (int letter, float alike) = GlyphShapes.OcrB.Match(picture, grid, first + (at % GlyphGrid.Columns), at / GlyphGrid.Columns, from, to);
            zone[at] = GlyphShapes.Letters[letter];
            likeness += alike;
        }

        return likeness / zone.Length >= LeastLikeness ? new string(zone) : null;
    }

    /// <summary>Specks at an edge shift the grid by a column or two; where letters begin and end says where the zone is.</summary>
    private static int FirstColumn(GreyImage picture, GlyphGrid grid)
    {
        float Likeness(int column) => Enumerable.Range(0, Rows).Sum(row => GlyphShapes.OcrB.Match(picture, grid, column, row, 0, GlyphShapes.Letters.Length).Likeness);
        (int best, float most, float sum) = (0, 0, 0);
        for (int shift = 1; shift <= 2; shift++)
        {
            sum += Likeness(GlyphGrid.Columns - 1 + shift) - Likeness(shift - 1);
            (best, most) = sum > most ? (shift, sum) : (best, most);
        }

        sum = 0;
        for (int shift = 1; shift <= 2; shift++)
        {
            sum += Likeness(-shift) - Likeness(GlyphGrid.Columns - shift);
            (best, most) = sum > most ? (-shift, sum) : (best, most);
        }

        return best;
    }
}
