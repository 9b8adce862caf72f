using System.Globalization;
using System.Text;

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

    public async Task<IReadOnlyList<byte[]>> LeavesAsync(long size, CancellationToken cancellationToken)
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

    public void Dispose() => _http.Dispose();

    private async Task<byte[]> GetAsync(string resource, CancellationToken cancellationToken)
    {
        Uri address = new(_log, resource);
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync(address, cancellationToken);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadAsByteArrayAsync(cancellationToken)
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
}
