using System.Collections.Concurrent;
using System.Net.WebSockets;

namespace RemoteVerify.Server.Capture;

/// <summary>
/// The captures of this node that a client may come back to, by single-use secret. They live in the memory of the node that holds
/// the session and nowhere else: a client whose line broke must reach the same node again, and after a restart begins a new try.
/// </summary>
public sealed class CaptureLines
{
    private readonly ConcurrentDictionary<string, CaptureConnection> _waiting = new(StringComparer.Ordinal);

    /// <summary>Secrets that are good now.</summary>
    public int Count => _waiting.Count;

    internal void Add(string secret, CaptureConnection capture) => _waiting[secret] = capture;

    internal void Remove(string secret) => _waiting.TryRemove(secret, out _);

    /// <summary>The capture behind a secret, which is then used up; null for an unknown one.</summary>
    internal CaptureConnection? Take(string secret) => _waiting.TryRemove(secret, out CaptureConnection? capture) ? capture : null;
}

/// <summary>One WebSocket of a capture.</summary>
internal sealed class CaptureLine(WebSocket socket, CaptureReader reader)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WebSocket Socket => socket;

    public CaptureReader Reader => reader;

    /// <summary>Done when the capture has no more use for the socket.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Frames without an acknowledgement.</summary>
    public int Unanswered;

    /// <summary>What still comes in is thrown away.</summary>
    public volatile bool IsOver;

    public void End() => _ended.TrySetResult();
}
