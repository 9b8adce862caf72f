using System.Text.Json;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Server.Events;

/// <summary>Writes events to a file, one JSON document a line, on disk before the event counts as delivered. Who reads it must bear repetitions.</summary>
public sealed class FileEventSink(string path) : IEventSink
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task DeliverAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        byte[] line = JsonSerializer.SerializeToUtf8Bytes(
            new EventLine(outgoing.Id, outgoing.Event.Type, outgoing.Event.At, outgoing.Event.Tenant.Value, outgoing.Event.CaseId.Value, outgoing.Event.Subject), JsonSerializerOptions.Web);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

            // A line that a crash cut off ends before the next one begins.
            byte[] whole = [.. await EndsInLineAsync(cancellationToken) ? [] : "\n"u8.ToArray(), .. line, (byte)'\n'];
            await file.WriteAsync(whole, cancellationToken);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<bool> EndsInLineAsync(CancellationToken cancellationToken)
    {
        await using FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == 0)
        {
            return true;
        }

        byte[] last = new byte[1];
        file.Seek(-1, SeekOrigin.End);
        return await file.ReadAsync(last, cancellationToken) == 1 && last[0] == (byte)'\n';
    }

    private sealed record EventLine(Guid Id, string Type, DateTimeOffset At, string Tenant, Guid Case, string? Subject);
}
