namespace RemoteVerify.ChipReader;

/// <summary>Carries APDUs to one chip: a reader, a relay to a phone, or a chip in memory.</summary>
public interface IApduTransport
{
    /// <summary>Sends a command and returns data and status word.</summary>
    ValueTask<byte[]> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken);
}
