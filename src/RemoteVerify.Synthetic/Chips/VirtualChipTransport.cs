// The chip's side of ICAO Doc 9303-11 (access control, secure messaging, proofs) and 9303-10 clause 3 (application, files).
using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Pki.SessionKeys;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>
/// A virtual chip as a reader meets it: closed until access control, then protected. One command in, one answer out; what it remembers ends with
/// <see cref="Reset"/>.
/// </summary>
public sealed class VirtualChipTransport : IApduTransport, IDisposable
{
    private const int NotSupported = 0x6D00;
    private const int WrongLength = 0x6700;
    private const int WrongSecureMessaging = 0x6988;

    // Doc 9303-11 table 4: brainpoolP256r1.
    private static readonly PaceInfo UsualPace = PaceInfo.Create(PaceMapping.Generic, SessionCipher.Aes128, 13);

    private readonly ChipQuirks _quirks;
    private readonly ChipFileSystem _files;
    private readonly ChipDoor _door;
    private readonly ChipProof _proof;
    private readonly AnswerParts _parts;
    private SecureMessaging? _session;
    private int _protectedCommands;
    private bool _broke;

    /// <param name="offersPace">True for a chip that also opens with PACE (generic mapping, AES-128) when it was not personalised for any.</param>
    public VirtualChipTransport(VirtualChip chip, bool offersPace = false, ChipQuirks? quirks = null)
    {
        ArgumentNullException.ThrowIfNull(chip);
        IReadOnlyList<PaceInfo> ways = chip.Keys.Pace.Count > 0 ? chip.Keys.Pace : offersPace ? [UsualPace] : [];
        byte[]? cardAccess = chip.Keys.CardAccess ?? (offersPace ? new SecurityInfoWriter().Pace(ways).Encode() : null);
        _quirks = quirks ?? ChipQuirks.None;
        _files = new ChipFileSystem(chip, cardAccess, _quirks.MaxReadBytes);
        _door = new ChipDoor(chip, ways, _quirks.PaceRefusal);
        _proof = new ChipProof(chip);
        _parts = new AnswerParts(_quirks);
    }

    /// <summary>How many commands have come.</summary>
    public int CommandCount { get; private set; }

    /// <summary>How often the chip has judged a key and refused it; real chips slow down or close for good.</summary>
    public int RefusedKeys { get; private set; }

    public ValueTask<byte[]> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Process(command));
    }

    /// <summary>Answers one command APDU; bytes that are none get 6700.</summary>
    public byte[] Process(ReadOnlyMemory<byte> command)
    {
        CommandCount++;
        CommandApdu decoded;
        try
        {
            decoded = CommandApdu.Decode(command);
        }
        catch (ApduFormatException)
        {
            return Status(WrongLength).Encode();
        }

        if (_quirks.ShortLengthOnly && command.Length > 5 && command.Span[4] == 0)
        {
            return Status(WrongLength).Encode();
        }

        return (_parts.Continue(decoded) ?? _parts.Start(decoded, Answer(decoded))).Encode();
    }

    /// <summary>Power off and on: closed again, nothing selected.</summary>
    public void Reset()
    {
        EndSession();
        _files.Reset();
        _door.Reset();
        _proof.Reset();
        _parts.Reset();
    }

    public void Dispose()
    {
        EndSession();
        _door.Dispose();
        _proof.Reset();
    }

    private ResponseApdu Answer(CommandApdu command)
    {
        if ((command.Class & 0x0C) == 0)
        {
            // A plain command ends the session.
            EndSession();
            ResponseApdu plain = AnswerPlain(command);
            RefusedKeys += (plain.StatusWord & 0xFF00) == 0x6300 ? 1 : 0;
            _session = _door.TakeSession();
            return plain;
        }

        if (_session is not { } session || Breaks() || Open(session, command) is not { } opened)
        {
            EndSession();
            return Status(WrongSecureMessaging);
        }

        ResponseApdu answer = session.ProtectResponse(AnswerOpened(opened), (command.Instruction & 1) != 0);
        if (_proof.TakeSession() is { } next)
        {
            // Chip authentication: the answer still travels under the old keys, everything after it under the new ones.
            session.Dispose();
            _session = next;
        }

        return answer;
    }

    private static CommandApdu? Open(SecureMessaging session, CommandApdu command)
    {
        try
        {
            return session.OpenCommand(command);
        }
        catch (ApduFormatException)
        {
            return null;
        }
    }

    private ResponseApdu AnswerPlain(CommandApdu command) => command.Instruction switch
    {
        0xA4 => _files.Select(command, authenticated: false),
        0xB0 or 0xB1 => Closed(_files.Read(command)),
        0x84 => _door.Challenge(),
        0x82 => _door.Authenticate(command.Data.Span),
        0x22 when command is { P1: 0xC1, P2: 0xA4 } => _door.SetPace(command),
        0x86 => _door.Step(command),
        0x22 or 0x88 => Status(ResponseApdu.SecurityStatusNotSatisfied),
        _ => Status(NotSupported),
    };

    private ResponseApdu AnswerOpened(CommandApdu command) => command.Instruction switch
    {
        0xA4 => _files.Select(command, authenticated: true),
        0xB0 or 0xB1 => _files.Read(command),
        0x88 => _proof.Answer(command.Data.Span),
        0x22 => _proof.Set(command),
        0x86 => _proof.Authenticate(command),
        _ => Status(NotSupported),
    };

    /// <summary>Without a session nothing but EF.CardAccess can have been selected.</summary>
    private static ResponseApdu Closed(ResponseApdu read) => read.StatusWord == 0x6986 ? Status(ResponseApdu.SecurityStatusNotSatisfied) : read;

    private bool Breaks()
    {
        _protectedCommands++;
        if (_broke || _quirks.BreaksOnceAfter is not { } limit || _protectedCommands <= limit)
        {
            return false;
        }

        _broke = true;
        return true;
    }

    private void EndSession()
    {
        if (_session is not null)
        {
            _session.Dispose();
            _session = null;
            _files.Deselect();
        }
    }

    private static ResponseApdu Status(int word) => new(default, word);
}
