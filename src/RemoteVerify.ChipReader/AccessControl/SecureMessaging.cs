// ICAO Doc 9303-11 clause 9.8 (secure messaging, Triple DES and AES), both ends of the line.
using System.Security.Cryptography;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>One session: two keys and a counter that both ends count alike.</summary>
public sealed class SecureMessaging : IDisposable
{
    private const byte SecureClass = 0x0C;

    private readonly MessageKeys _keys;
    private readonly byte[] _counter;

    internal SecureMessaging(MessageKeys keys, ReadOnlySpan<byte> counter)
    {
        _keys = keys;
        _counter = counter.ToArray();
    }

    /// <summary>A session under fresh keys that follow from an agreed secret; its counter starts at zero, as after PACE and chip authentication.</summary>
    public static SecureMessaging Start(SessionCipher cipher, ReadOnlySpan<byte> sharedSecret)
    {
        MessageKeys keys = MessageKeys.Derive(cipher, sharedSecret);
        return new SecureMessaging(keys, new byte[keys.BlockBytes]);
    }

    /// <summary>The reader's end: wraps a command.</summary>
    public CommandApdu Protect(CommandApdu command)
    {
        ArgumentNullException.ThrowIfNull(command);
        Count();
        return Wrap(_keys, _counter, command);
    }

    /// <summary>The reader's end: opens a response.</summary>
    /// <exception cref="ChipAccessException">It was not made with the session's keys, or the chip ended the session.</exception>
    public ResponseApdu Open(ResponseApdu response)
    {
        ArgumentNullException.ThrowIfNull(response);
        Count();
        return ProtectedResponse.Open(_keys, _counter, response.Encode()) is { } opened
            ? new ResponseApdu(opened.Data, opened.StatusWord)
            : throw new ChipAccessException("secure messaging", response.Data.IsEmpty ? response.StatusWord : 0, ChipAccessProblem.SessionBroken);
    }

    /// <summary>The reader's end: wraps a row of commands that are sent before any response is there; <see cref="OpenAll"/> must follow.</summary>
    internal IReadOnlyList<CommandApdu> ProtectAll(IReadOnlyList<CommandApdu> commands)
    {
        byte[] start = [.. _counter];
        List<CommandApdu> wrapped = [];
        foreach (CommandApdu command in commands)
        {
            wrapped.Add(Protect(command));
            Count();
        }

        start.CopyTo(_counter, 0);
        return wrapped;
    }

    /// <summary>The reader's end: opens the responses to a row of commands. There may be fewer than commands; the chip has then counted no further.</summary>
    /// <exception cref="ChipAccessException">One was not made with the session's keys, or the chip ended the session.</exception>
    internal IReadOnlyList<ResponseApdu> OpenAll(IReadOnlyList<ResponseApdu> responses)
    {
        List<ResponseApdu> opened = [];
        foreach (ResponseApdu response in responses)
        {
            Count();
            opened.Add(Open(response));
        }

        return opened;
    }

    /// <summary>The chip's end: opens a command; null when its checksum is wrong.</summary>
    public CommandApdu? OpenCommand(CommandApdu command)
    {
        ArgumentNullException.ThrowIfNull(command);
        Count();
        byte[] plain = [];
        int? expected = null;
        int covered = 0;
        ReadOnlySpan<byte> checksum = default;
        ReadOnlySpan<byte> body = command.Data.Span;
        foreach ((int tag, int start, Range value) in DataObject.ReadAll(body))
        {
            switch (tag)
            {
                case 0x87 or 0x85:
                    if ((tag == 0x87 && body[value].IsEmpty) || _keys.Decrypt(_counter, tag == 0x87 ? body[value][1..] : body[value]) is not { } data)
                    {
                        return null;
                    }

                    plain = data;
                    break;
                case 0x97:
                    expected = body[value].Length == 2 ? (body[value][0] << 8) | body[value][1] : body[value][0];
                    expected = expected == 0 ? (body[value].Length == 2 ? 65_536 : 256) : expected;
                    break;
                case 0x8E:
                    checksum = body[value];
                    covered = start;
                    break;
            }
        }

        byte[] header = [command.Class, command.Instruction, command.P1, command.P2];
        byte[] computed = _keys.Checksum(_counter, [.. MessageKeys.Pad(header, _keys.BlockBytes), .. body[..covered]]);
        return CryptographicOperations.FixedTimeEquals(computed, checksum)
            ? new CommandApdu((byte)(command.Class & ~SecureClass), command.Instruction, command.P1, command.P2, plain, expected)
            : null;
    }

    /// <summary>The chip's end: wraps a response.</summary>
    /// <param name="oddInstruction">True when the command's instruction was odd: its data goes without a padding indicator.</param>
    public ResponseApdu ProtectResponse(ResponseApdu response, bool oddInstruction)
    {
        ArgumentNullException.ThrowIfNull(response);
        Count();
        byte[] data = response.Data.IsEmpty ? []
            : oddInstruction ? DataObject.Write(0x85, _keys.Encrypt(_counter, response.Data.Span))
            : DataObject.Write(0x87, [1, .. _keys.Encrypt(_counter, response.Data.Span)]);
        byte[] objects = [.. data, .. DataObject.Write(0x99, [(byte)(response.StatusWord >> 8), (byte)response.StatusWord])];
        byte[] checksum = DataObject.Write(0x8E, _keys.Checksum(_counter, objects));
        return new ResponseApdu((byte[])[.. objects, .. checksum], response.StatusWord);
    }

    public void Dispose() => _keys.Dispose();

    /// <summary>Wraps a command under a counter that was already counted up for it.</summary>
    internal static CommandApdu Wrap(MessageKeys keys, ReadOnlySpan<byte> counter, CommandApdu command)
    {
        byte[] header = [(byte)(command.Class | SecureClass), command.Instruction, command.P1, command.P2];
        bool odd = (command.Instruction & 1) != 0;
        byte[] data = command.Data.IsEmpty ? []
            : odd ? DataObject.Write(0x85, keys.Encrypt(counter, command.Data.Span))
            : DataObject.Write(0x87, [1, .. keys.Encrypt(counter, command.Data.Span)]);
        byte[] expected = command.ExpectedBytes is not { } length ? []
            : length <= 256 ? DataObject.Write(0x97, [(byte)length])
            : DataObject.Write(0x97, [(byte)(length >> 8), (byte)length]);
        byte[] checksum = keys.Checksum(counter, [.. MessageKeys.Pad(header, keys.BlockBytes), .. data, .. expected]);
        byte[] body = [.. data, .. expected, .. DataObject.Write(0x8E, checksum)];
        return new CommandApdu(header[0], header[1], header[2], header[3], body, body.Length > 255 || command.ExpectedBytes > 256 ? 65_536 : 256);
    }

    private void Count()
    {
        for (int i = _counter.Length - 1; i >= 0 && ++_counter[i] == 0; i--)
        {
        }
    }
}
