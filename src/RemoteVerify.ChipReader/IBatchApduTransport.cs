namespace RemoteVerify.ChipReader;

/// <summary>A line on which every round trip is dear: commands that do not depend on each other's answers travel together.</summary>
public interface IBatchApduTransport : IApduTransport
{
    /// <summary>Sends the commands in order and returns the responses in order.</summary>
    /// <param name="stopAtError">
    /// True ends the row after the first response whose status word does not begin with 90 or 62; the responses are then fewer than the commands,
    /// and the last one is that response.
    /// </param>
    ValueTask<IReadOnlyList<byte[]>> TransmitAllAsync(IReadOnlyList<ReadOnlyMemory<byte>> commands, bool stopAtError, CancellationToken cancellationToken);
}
