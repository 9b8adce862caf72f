using System.Globalization;
using System.Net;
using System.Text;
using RemoteVerify.AuditLog.Tiles;

namespace RemoteVerify.Cli.Commands.Log;

/// <summary>A log behind its public address.</summary>
internal sealed class HttpLogSource : ILogSource
{
    private const int LeavesPerPage = 1000;
    private const long MaximumAnswerBytes = 4L << 20;

    private readonly HttpClient _http;
    private readonly Uri _log;

    public HttpLogSource(Uri service)
    {
        _log = new Uri(service.AbsoluteUri.TrimEnd('/') + "/v1/log/");
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = TimeSpan.FromSeconds(60), MaxResponseContentBufferSize = MaximumAnswerBytes };
    }

    public async Task<LogKey> KeyAsync(CancellationToken cancellationToken) => LogJson.Read<LogKey>(await GetAsync("key", cancellationToken), "The answer of /v1/log/key");

    public async Task<string> CheckpointAsync(CancellationToken cancellationToken) => Encoding.UTF8.GetString(await GetAsync("checkpoint", cancellationToken));

    /// <summary>By tiles; by pages where a tile is not to be had, be it an older service or a log that misses a leaf.</summary>
    public async Task<IReadOnlyList<byte[]>> LeavesAsync(long size, CancellationToken cancellationToken) =>
        await TilesAsync(0, size, cancellationToken) is { } leaves && leaves.Count == size ? leaves : await PagesAsync(size, cancellationToken);

    public async Task<IReadOnlyList<byte[]>> EntriesAsync(long size, CancellationToken cancellationToken)
    {
        List<byte[]> entries = [];
        foreach (TileNumber tile in TileNumber.Of(size))
        {
            if (await FindAsync($"tile/entries/{tile}", cancellationToken) is not { } bundle)
            {
                break;
            }

            entries.AddRange(EntryBundle.Read(bundle, tile.Width));
        }

        return entries;
    }

    public async Task<IReadOnlyList<byte[]>> AboveAsync(long size, CancellationToken cancellationToken) => await TilesAsync(1, size / TileNumber.FullWidth, cancellationToken);

    public async Task<IReadOnlyList<byte[]>?> ProofAsync(long index, long size, CancellationToken cancellationToken) =>
        await FindAsync(string.Create(CultureInfo.InvariantCulture, $"inclusion?index={index}&size={size}"), cancellationToken) is { } answer
            ? LogJson.Read<LogProof>(answer, "The answer of /v1/log/inclusion").Path
            : null;

    public void Dispose() => _http.Dispose();

    private async Task<List<byte[]>> TilesAsync(int level, long hashes, CancellationToken cancellationToken)
    {
        List<byte[]> all = [];
        foreach (TileNumber tile in TileNumber.Of(hashes))
        {
            if (await FindAsync(string.Create(CultureInfo.InvariantCulture, $"tile/{level}/{tile}"), cancellationToken) is not { } bytes)
            {
                break;
            }

            all.AddRange(HashTile.Read(bytes, tile.Width));
        }

        return all;
    }

    private async Task<IReadOnlyList<byte[]>> PagesAsync(long size, CancellationToken cancellationToken)
    {
        List<byte[]> leaves = [];
        while (leaves.Count < size)
        {
            byte[] answer = await GetAsync(string.Create(CultureInfo.InvariantCulture, $"leaves?from={leaves.Count}&count={LeavesPerPage}"), cancellationToken);
            List<byte[]> page = LogJson.Read<List<byte[]>>(answer, "The answer of /v1/log/leaves");
            if (page.Count == 0)
            {
                break;
            }

            leaves.AddRange(page);
        }

        return leaves;
    }

    private async Task<byte[]> GetAsync(string resource, CancellationToken cancellationToken) =>
        await FindAsync(resource, cancellationToken) ?? throw CommandException.Environment($"{new Uri(_log, resource)} answers that there is nothing.");

    /// <summary>What is there; null where the log says that it has no such thing.</summary>
    private async Task<byte[]?> FindAsync(string resource, CancellationToken cancellationToken)
    {
        Uri address = new(_log, resource);
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(address, cancellationToken);
            return answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity ? null
                : answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync(cancellationToken)
                : throw CommandException.Environment($"{address} answers {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException exception)
        {
            throw CommandException.Environment($"{address} can't be read: {exception.Message}");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw CommandException.Environment($"{address} did not answer in time.");
        }
    }

    private sealed record LogProof(IReadOnlyList<byte[]> Path);
}
