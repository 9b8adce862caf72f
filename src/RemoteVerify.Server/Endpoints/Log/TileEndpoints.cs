// C2SP tlog-tiles: <prefix>/tile/<L>/<N>[.p/<W>] and <prefix>/tile/entries/<N>[.p/<W>].
using System.Globalization;
using RemoteVerify.AuditLog.Tiles;
using RemoteVerify.Server.Problems;
using RemoteVerify.Storage;

namespace RemoteVerify.Server.Endpoints.Log;

/// <summary>The log as tiles, which caches and mirrors can hold: a full tile never changes.</summary>
internal static class TileEndpoints
{
    private const string Bytes = "application/octet-stream";
    private const string ForEver = "public, max-age=31536000, immutable";

    // A partial tile doesn't change either, but nobody needs it for long.
    private const string ShortWhile = "public, max-age=60";

    public static void MapTiles(this RouteGroupBuilder log)
    {
        log.MapGet("/tile/entries/{**tile}", EntriesAsync).WithName("ReadLogEntries").WithSummary("The entries of a tile: salted commitments, each after its length in two bytes")
            .Produces<byte[]>(StatusCodes.Status200OK, Bytes);
        log.MapGet("/tile/{level}/{**tile}", TileAsync).WithName("ReadLogTile").WithSummary("The hashes of a tile, 256 or, with .p/WIDTH, fewer")
            .Produces<byte[]>(StatusCodes.Status200OK, Bytes);
    }

    private static async Task<IResult> TileAsync(string level, string tile, RelationalStorage storage, HttpResponse response, CancellationToken cancellationToken) =>
        int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= TileNumber.HighestLevel && number.ToString(CultureInfo.InvariantCulture) == level
            && TileNumber.TryParse(tile, out TileNumber place)
            ? Answer(await storage.Log.TileAsync(number, place, cancellationToken), place, response)
            : Malformed();

    private static async Task<IResult> EntriesAsync(string tile, RelationalStorage storage, HttpResponse response, CancellationToken cancellationToken) =>
        TileNumber.TryParse(tile, out TileNumber place) ? Answer(await storage.Log.EntriesAsync(place, cancellationToken), place, response) : Malformed();

    private static IResult Answer(byte[]? bytes, TileNumber place, HttpResponse response)
    {
        if (bytes is null)
        {
            return Problem.Of(StatusCodes.Status404NotFound, "log.range", "The log has no such tile. Read the checkpoint for its size.");
        }

        response.Headers.CacheControl = place.IsFull ? ForEver : ShortWhile;
        return TypedResults.Bytes(bytes, Bytes);
    }

    private static IResult Malformed() => Problem.Of(
        StatusCodes.Status404NotFound, "log.tile-malformed", "A tile is named LEVEL/INDEX or entries/INDEX, the index in groups of three digits (x001/234), a partial tile with .p/WIDTH behind.");
}
