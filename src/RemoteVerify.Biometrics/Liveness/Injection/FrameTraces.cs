namespace RemoteVerify.Biometrics.Liveness;

/// <summary>What a frame keeps of a picture so that loops and missing noise can be seen later; no face can be made from it.</summary>
/// <param name="Grid">Means (0 to 255) of 17 x 16 fields over the picture, row by row.</param>
/// <param name="Cells">Check values of cells of 16 x 16 pixels in the upper corners, where the room is; 0 where a cell is too dark, too bright or too even to tell.</param>
/// <param name="CornerLuminance">Mean luminance of these corners.</param>
public sealed record FrameTraces(ReadOnlyMemory<byte> Grid, ReadOnlyMemory<uint> Cells, double CornerLuminance)
{
    public override string ToString() => "frame traces";

    /// <summary>Share of cells that are the same to the bit; null when fewer than eight can tell.</summary>
    public double? SameCells(FrameTraces other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Cells.Length != Cells.Length)
        {
            return null;
        }

        (int same, int compared) = (0, 0);
        ReadOnlySpan<uint> own = Cells.Span, others = other.Cells.Span;
        for (int i = 0; i < own.Length; i++)
        {
            if (own[i] != 0 && others[i] != 0)
            {
                compared++;
                same += own[i] == others[i] ? 1 : 0;
            }
        }

        const int enough = 8;
        return compared < enough ? null : (double)same / compared;
    }

    /// <summary>Root mean square difference of the fields in grey levels after the brightness of both is made equal.</summary>
    public double GridDistance(FrameTraces other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ReadOnlySpan<byte> a = Grid.Span, b = other.Grid.Span;
        (long ab, long aa, long bb) = (0, 0, 0);
        for (int i = 0; i < a.Length; i++)
        {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }

        // The least over all factors on the other's brightness.
        return bb == 0 ? Math.Sqrt((double)aa / a.Length) : Math.Sqrt(Math.Max(0, aa - ((double)ab * ab / bb)) / a.Length);
    }
}
