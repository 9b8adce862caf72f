// ISO/IEC 7816-3 clause 12 (APDUs over T=0 and T=1).
using System.Security.Cryptography;

namespace RemoteVerify.ChipReader.Transports;

/// <summary>
/// A card on a reader, ours alone until disposed; then it is reset, so that the next program meets it closed. A command that is under way is
/// waited for: PC/SC can't break one off, so cancelling takes effect between two commands.
/// </summary>
public sealed class PcscCard : IApduTransport, IDisposable
{
    private const int HeaderBytes = 4;
    private const int LongestShortCommand = 5 + 255 + 1;

    private readonly nint _context;
    private readonly nint _card;
    private readonly nuint _protocol;
    private readonly ResponseChaining _chaining;
    private readonly Lock _gate = new();
    private readonly byte[] _response = new byte[PcscLibrary.MaxResponse];
    private bool _disposed;

    private PcscCard(nint context, nint card, nuint protocol)
    {
        _context = context;
        _card = card;
        _protocol = protocol;
        _chaining = new ResponseChaining(new Line(this));
    }

    /// <summary><c>T=0</c> or <c>T=1</c>.</summary>
    public string Protocol => _protocol == PcscLibrary.ProtocolT0 ? "T=0" : "T=1";

    /// <summary>Commands that went over the reader, those that fetch the rest of an answer included.</summary>
    public int CommandCount { get; private set; }

    /// <exception cref="PcscException">The card was removed or reset, or the reader failed.</exception>
    public ValueTask<byte[]> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken) =>
        _chaining.TransmitAsync(command, cancellationToken);

    public void Dispose() => GiveBack(PcscLibrary.ResetCard);

    /// <summary>Connects over a connection of its own to the service, and begins the transaction. Blocks while another program is in one.</summary>
    internal static PcscCard Connect(string readerName)
    {
        nint context = PcscContext.Establish();
        try
        {
            PcscException.ThrowIfFailed(PcscLibrary.SCardConnect(
                context, readerName, PcscLibrary.ShareShared, PcscLibrary.ProtocolT0 | PcscLibrary.ProtocolT1, out nint card, out nuint protocol));
            PcscException.ThrowIfFailed(PcscLibrary.SCardBeginTransaction(card));
            return new PcscCard(context, card, protocol);
        }
        catch (PcscException)
        {
            // The connection to the card, if there is one, ends with the one to the service.
            _ = PcscLibrary.SCardReleaseContext(context);
            throw;
        }
    }

    internal void GiveBack(nuint disposition)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _ = PcscLibrary.SCardEndTransaction(_card, disposition);
                _ = PcscLibrary.SCardDisconnect(_card, disposition);
                _ = PcscLibrary.SCardReleaseContext(_context);
                CryptographicOperations.ZeroMemory(_response);
            }
        }
    }

    private byte[] Transmit(ReadOnlySpan<byte> command)
    {
        ReadOnlySpan<byte> sent = _protocol == PcscLibrary.ProtocolT0 ? ForT0(command) : command;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            CommandCount++;
            nuint length = (nuint)_response.Length;
            PcscException.ThrowIfFailed(
                PcscLibrary.SCardTransmit(_card, new PcscLibrary.ProtocolHeader(_protocol), sent, (nuint)sent.Length, 0, _response, ref length));
            return _response[..(int)length];
        }
    }

    /// <summary>T=0 carries data one way at a time: Le is left off behind data, and the card then says 61xx.</summary>
    private static ReadOnlySpan<byte> ForT0(ReadOnlySpan<byte> command)
    {
        bool extended = command.Length > HeaderBytes + 1 && command[HeaderBytes] == 0;
        if (extended || command.Length > LongestShortCommand)
        {
            throw new PcscException(PcscTrouble.CommandTooLong);
        }

        bool dataAndExpected = command.Length > HeaderBytes + 1 && command.Length == HeaderBytes + 1 + command[HeaderBytes] + 1;
        return dataAndExpected ? command[..^1] : command;
    }

    private sealed class Line(PcscCard card) : IApduTransport
    {
        public async ValueTask<byte[]> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return await Task.Run(() => card.Transmit(command.Span), CancellationToken.None);
        }
    }
}
