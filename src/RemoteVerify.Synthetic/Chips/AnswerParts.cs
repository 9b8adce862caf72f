// ISO/IEC 7816-4 clause 5.3.4 (61xx and GET RESPONSE) and 6Cxx, as chips behind T=0 readers answer.
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>Hands answers out in parts, or only for the right Le, when a chip's quirks say so.</summary>
internal sealed class AnswerParts(ChipQuirks quirks)
{
    private ReadOnlyMemory<byte> _rest;
    private int _status;
    private (byte[] Command, ResponseApdu Answer)? _withheld;

    /// <summary>The next part, or the answer that waits for its Le; null when the command is a new one.</summary>
    public ResponseApdu? Continue(CommandApdu command)
    {
        if (command is { Instruction: 0xC0, Class: 0 } && !_rest.IsEmpty)
        {
            return Next(command.ExpectedBytes ?? 256);
        }

        _rest = default;
        ResponseApdu? waiting = _withheld is { } withheld && withheld.Command.AsSpan().SequenceEqual(Without(command)) ? withheld.Answer : null;
        _withheld = null;
        return waiting is null ? null : Begin(waiting);
    }

    /// <summary>What goes out of a fresh answer.</summary>
    public ResponseApdu Start(CommandApdu command, ResponseApdu answer)
    {
        int length = answer.Data.Length;
        if (quirks.WantsExactLength && command.ExpectedBytes is { } expected && length is > 0 and <= 256 && expected != length)
        {
            _withheld = (Without(command), answer);
            return new ResponseApdu(default, 0x6C00 | (length & 0xFF));
        }

        return Begin(answer);
    }

    public void Reset()
    {
        _rest = default;
        _withheld = null;
    }

    private ResponseApdu Begin(ResponseApdu answer)
    {
        if (quirks.MaxAnswerBytes is not { } most || answer.Data.Length <= most)
        {
            return answer;
        }

        (_rest, _status) = (answer.Data, answer.StatusWord);
        return Next(most);
    }

    private ResponseApdu Next(int wanted)
    {
        int count = Math.Min(Math.Min(wanted, quirks.MaxAnswerBytes ?? 256), _rest.Length);
        ReadOnlyMemory<byte> part = _rest[..count];
        _rest = _rest[count..];
        return new ResponseApdu(part, _rest.IsEmpty ? _status : 0x6100 | (_rest.Length >= 256 ? 0 : _rest.Length));
    }

    private static byte[] Without(CommandApdu command) => (command with { ExpectedBytes = null }).Encode();
}
