// The wire of vpcd (Debian: vsmartcard-vpcd), observed: every message is a length of two bytes, most significant first, and a body. From
// vpcd a body of one byte is a control message (00 power off, 01 power on, 02 reset, 04 what is the answer to reset); any other is a
// command APDU. To vpcd go answers to reset and response APDUs.
using System.Buffers.Binary;
using System.Net.Sockets;
using RemoteVerify.ChipReader;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>Lays a virtual chip on the virtual reader of pcscd, so that every PC/SC program can read it.</summary>
/// <param name="powerUp">Makes the chip as it is after power-up: closed, nothing selected. Called at every power-up and reset.</param>
public sealed class VirtualReader(Func<IApduTransport> powerUp) : IDisposable
{
    /// <summary>The port that vpcd's configuration in Debian names (8C7B).</summary>
    public const int DefaultPort = 35_963;

    private const byte PowerOff = 0;
    private const byte PowerOn = 1;
    private const byte Reset = 2;
    private const byte GetAnswerToReset = 4;

    // linux/tcp.h
    private const int TcpLevel = 6;
    private const int QuickAcknowledge = 12;

    // PC/SC part 3 clause 3.1.3.2.3.1: a contactless chip without historical bytes; T=0 and T=1, as readers say of such chips.
    private static readonly byte[] AnswerToReset = [0x3B, 0x80, 0x80, 0x01, 0x01];

    private IApduTransport? _chip;

    /// <summary>Command APDUs that came.</summary>
    public int CommandCount { get; private set; }

    /// <summary>Power-ups and resets that came.</summary>
    public int PowerUpCount { get; private set; }

    /// <summary>Lies on the reader until vpcd ends the connection; cancelling takes the card away.</summary>
    /// <param name="whenLaidDown">Called when vpcd has taken the connection.</param>
    /// <exception cref="SocketException">vpcd does not listen there.</exception>
    public async Task ServeAsync(string host, int port, Action? whenLaidDown, CancellationToken cancellationToken)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, port, cancellationToken);
        whenLaidDown?.Invoke();
        byte[] message = new byte[2 + ushort.MaxValue];
        try
        {
            while (await ReceiveAsync(socket, message, cancellationToken) is { } body)
            {
                if (await AnswerAsync(body, cancellationToken) is { } answer)
                {
                    BinaryPrimitives.WriteUInt16BigEndian(message, (ushort)answer.Length);
                    answer.CopyTo(message.AsSpan(2));
                    await socket.SendAsync(message.AsMemory(0, 2 + answer.Length), cancellationToken);
                }
            }
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown)
        {
            // pcscd ended; the card lies on nothing any more.
        }
        finally
        {
            Discard();
        }
    }

    public void Dispose() => Discard();

    /// <summary>Null for what wants no answer.</summary>
    private async ValueTask<byte[]?> AnswerAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (body.Length == 1)
        {
            switch (body.Span[0])
            {
                case PowerOff:
                    Discard();
                    return null;
                case PowerOn or Reset:
                    Discard();
                    PowerUpCount++;
                    _chip = powerUp();
                    return null;
                case GetAnswerToReset:
                    return AnswerToReset;
            }
        }

        CommandCount++;
        _chip ??= powerUp();
        return await _chip.TransmitAsync(body.ToArray(), cancellationToken);
    }

    /// <summary>Null when vpcd has ended the connection.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync(Socket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        if (!await FillAsync(socket, buffer.AsMemory(0, 2), cancellationToken))
        {
            return null;
        }

        Memory<byte> body = buffer.AsMemory(2, BinaryPrimitives.ReadUInt16BigEndian(buffer));
        return await FillAsync(socket, body, cancellationToken) ? body : (ReadOnlyMemory<byte>?)null;
    }

    private static async ValueTask<bool> FillAsync(Socket socket, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (buffer.Length > 0)
        {
            AcknowledgeAtOnce(socket);
            int received = await socket.ReceiveAsync(buffer, cancellationToken);
            if (received == 0)
            {
                return false;
            }

            buffer = buffer[received..];
        }

        return true;
    }

    /// <summary>
    /// vpcd sends length and body apart, and its kernel keeps the body back until the length is acknowledged: left alone, that costs 40 ms a
    /// command. The kernel forgets this wish, so it is told before every receive.
    /// </summary>
    private static void AcknowledgeAtOnce(Socket socket)
    {
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption(TcpLevel, QuickAcknowledge, BitConverter.GetBytes(1));
        }
    }

    private void Discard()
    {
        (_chip as IDisposable)?.Dispose();
        _chip = null;
    }
}
