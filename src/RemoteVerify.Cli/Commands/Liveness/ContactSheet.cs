using System.Text.Json;
using RemoteVerify.Biometrics.Liveness.Evidence;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Liveness;

/// <summary>The proof pictures of a session on one picture, in their order: green round those that were judged, grey round the others.</summary>
internal static class ContactSheet
{
    private const int Columns = 3;
    private const int CellWidth = 320;
    private const int CellHeight = 240;
    private const int Border = 6;

    /// <summary>Encodes as the name asks: .png or .jpg.</summary>
    public static byte[] Compose(EvidencePackage evidence, string name)
    {
        using JsonDocument json = JsonDocument.Parse(evidence.Json);
        HashSet<uint> good = [.. json.RootElement.GetProperty("proofs").EnumerateArray().Where(proof => proof.GetProperty("good").GetBoolean()).Select(proof => proof.GetProperty("sequence").GetUInt32())];
        int rows = Math.Max(1, (evidence.Pictures.Count + Columns - 1) / Columns);
        using Image sheet = new(Columns * (CellWidth + (2 * Border)), rows * (CellHeight + (2 * Border)));
        sheet.Pixels.Fill(255);
        for (int i = 0; i < evidence.Pictures.Count; i++)
        {
            using Image picture = ImageCodec.Decode(evidence.Pictures[i].Jpeg.Span, ImageLimits.CaptureFrame);
            using Image cell = ImageOperations.Resize(picture, CellWidth, CellHeight, Interpolation.Area);
            Place(sheet, cell, i % Columns * (CellWidth + (2 * Border)), i / Columns * (CellHeight + (2 * Border)), good.Contains(evidence.Pictures[i].Sequence) ? [80, 160, 40] : [150, 150, 150]);
        }

        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".png" => ImageCodec.EncodePng(sheet),
            ".jpg" or ".jpeg" => ImageCodec.EncodeJpeg(sheet),
            _ => throw CommandException.WrongUse("--sheet names a .png or a .jpg."),
        };
    }

    private static void Place(Image sheet, Image cell, int left, int top, ReadOnlySpan<byte> colour)
    {
        for (int y = 0; y < CellHeight + (2 * Border); y++)
        {
            Span<byte> row = sheet.Row(top + y).Slice(left * 3, (CellWidth + (2 * Border)) * 3);
            for (int x = 0; x < row.Length; x += 3)
            {
                colour.CopyTo(row[x..]);
            }

            if (y >= Border && y < CellHeight + Border)
            {
                cell.Row(y - Border).CopyTo(row[(Border * 3)..]);
            }
        }
    }
}
