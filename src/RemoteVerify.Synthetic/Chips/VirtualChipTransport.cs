// The chip's side of ICAO Doc 9303-11 (access control, secure messaging) and 9303-10 clause 3 (application, files).
using System.Security.Cryptography;
using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>A virtual chip as a reader meets it: closed until access control, then protected.</summary>
public sealed class VirtualChipTransport : IApduTransport, IDisposable
{
    private const int WrongData = 0x6A80;
    private const int WrongLength = 0x6700;
    private const int NotSupported = 0x6D00;
    private const int WrongSecureMessaging = 0x6988;

    private static readonly byte[] Application = [0xA0, 0, 0, 2, 0x47, 0x10, 1];

    private readonly VirtualChip _chip;
    private readonly AccessKey _key;
    private byte[]? _nonce;
    private byte[]? _selected;
    private readonly bool _offersPace;
    private SecureMessaging? _session;
    private SecureMessaging? _next;
    private PaceChip? _pace;

    /// <param name="offersPace">True for a chip that also opens with PACE.</param>
    public VirtualChipTransport(VirtualChip chip, bool offersPace = false)
    {
        _offersPace = offersPace;
        ArgumentNullException.ThrowIfNull(chip);
        _chip = chip;
        _key = AccessKey.FromMrzInformation(IdDocument.Mrz.MachineReadableZone.Parse(chip.Mrz).AccessKeyInformation);
    }

    /// <summary>How many commands have come.</summary>
    public int CommandCount { get; private set; }

    public ValueTask<byte[]> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CommandCount++;
        return ValueTask.FromResult(Answer(CommandApdu.Decode(command)).Encode());
    }

    public void Dispose() => _session?.Dispose();

    private ResponseApdu Answer(CommandApdu command)
    {
        if ((command.Class & 0x0C) == 0)
        {
            return AnswerPlain(command);
        }

        if (_session is not { } session || session.OpenCommand(command) is not { } opened)
        {
            EndSession();
            return Status(WrongSecureMessaging);
        }

        ResponseApdu answer = session.ProtectResponse(AnswerOpened(opened), (command.Instruction & 1) != 0);
        if (_next is { } next)
        {
            // Chip authentication: the answer still travels under the old keys, everything after it under the new ones.
            session.Dispose();
            (_session, _next) = (next, null);
        }

        return answer;
    }

    /// <summary>A plain command ends the session; only opening the chip is possible without one.</summary>
    private ResponseApdu AnswerPlain(CommandApdu command)
    {
        byte[]? selected = _selected;
        EndSession();
        switch (command.Instruction)
        {
            case 0xA4 when command.P1 == 4:
                return SelectApplication(command);
            case 0x84:
                _nonce = RandomNumberGenerator.GetBytes(8);
                return new ResponseApdu(_nonce, ResponseApdu.Ok);
            case 0x82 when _nonce is { } nonce:
                _nonce = null;
                return Authenticate(nonce, command.Data.Span);
            case 0xA4 when _offersPace && command.Data.Span.SequenceEqual((ReadOnlySpan<byte>)[0x01, 0x1C]):
                _selected = PaceChip.CardAccess;
                return Status(ResponseApdu.Ok);
            case 0xA4:
                return Status(ResponseApdu.FileNotFound);
            case 0xB0 when ReferenceEquals(selected, PaceChip.CardAccess):
                _selected = selected;
                return ReadBinary((command.P1 << 8) | command.P2, command.ExpectedBytes ?? 256);
            case 0x22 when _offersPace:
                _pace = new PaceChip(_key);
                return Status(ResponseApdu.Ok);
            case 0x86 when _pace is { } pace:
                ResponseApdu answer = pace.Answer(command);
                _session = pace.Session;
                return answer;
            case 0xB0 or 0xB1 or 0x88 or 0x82:
                return Status(ResponseApdu.SecurityStatusNotSatisfied);
            default:
                return Status(NotSupported);
        }
    }

    private ResponseApdu Authenticate(byte[] nonce, ReadOnlySpan<byte> data)
    {
        if (BasicAccessControl.Answer(_key, nonce, data) is not { } opened)
        {
            return Status(0x6300);
        }

        _session = opened.Session;
        return new ResponseApdu(opened.Answer, ResponseApdu.Ok);
    }

    private ResponseApdu AnswerOpened(CommandApdu command) => command.Instruction switch
    {
        0xA4 when command.P1 == 4 => SelectApplication(command),
        0xA4 when command.Data.Length == 2 => SelectFile((command.Data.Span[0] << 8) | command.Data.Span[1]),
        0xB0 => ReadBinary((command.P1 << 8) | command.P2, command.ExpectedBytes ?? 256),
        0xB1 => ReadFar(command),
        0x88 when command.Data.Length == 8 && _chip.HasActiveAuthentication => new ResponseApdu(_chip.AnswerChallenge(command.Data.Span), ResponseApdu.Ok),
        0x88 => Status(WrongData),
        0x22 when command is { P1: 0x41, P2: 0xA4 } && _chip.HasChipAuthentication => Status(ResponseApdu.Ok),
        0x86 when _chip.AgreementKey is { } key => Agree(key, command.Data.Span),
        _ => Status(NotSupported),
    };

    /// <summary>Chip authentication on P-256 with AES-128, as DG14 of these chips says: 7C { 80 point }.</summary>
    private ResponseApdu Agree(ECDiffieHellman key, ReadOnlySpan<byte> data)
    {
        if (data.Length != 69 || data[0] != 0x7C || data[2] != 0x80 || data[4] != 4)
        {
            return Status(WrongData);
        }

        try
        {
            ECPoint point = new() { X = data.Slice(5, 32).ToArray(), Y = data.Slice(37, 32).ToArray() };
            using ECDiffieHellman other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            _next = SecureMessaging.Start(Pki.SessionKeys.SessionCipher.Aes128, key.DeriveRawSecretAgreement(other.PublicKey));
            return new ResponseApdu(new byte[] { 0x7C, 0 }, ResponseApdu.Ok);
        }
        catch (CryptographicException)
        {
            return Status(WrongData);
        }
    }

    private static ResponseApdu SelectApplication(CommandApdu command) =>
        Status(command.Data.Span.SequenceEqual(Application) ? ResponseApdu.Ok : ResponseApdu.FileNotFound);

    private ResponseApdu SelectFile(int identifier)
    {
        string name = identifier switch
        {
            0x011E => "EF_COM.bin",
            0x011D => "EF_SOD.bin",
            _ => $"EF_DG{identifier - 0x0100}.bin",
        };
        if (!_chip.Files.TryGetValue(name, out byte[]? file))
        {
            return Status(ResponseApdu.FileNotFound);
        }

        _selected = file;
        return Status(ResponseApdu.Ok);
    }

    private ResponseApdu ReadBinary(int offset, int count) =>
        _selected is not { } file ? Status(0x6986)
        : offset >= file.Length ? Status(0x6B00)
        : new ResponseApdu(file.AsMemory(offset, Math.Min(count, file.Length - offset)), ResponseApdu.Ok);

    /// <summary>Offset in data object 54, content in data object 53.</summary>
    private ResponseApdu ReadFar(CommandApdu command)
    {
        ReadOnlySpan<byte> data = command.Data.Span;
        if (data.Length < 3 || data[0] != 0x54 || data[1] != data.Length - 2 || data[1] > 3)
        {
            return Status(WrongLength);
        }

        int offset = 0;
        foreach (byte part in data[2..])
        {
            offset = (offset << 8) | part;
        }

        ResponseApdu read = ReadBinary(offset, (command.ExpectedBytes ?? 256) - 4);
        return read.IsOk ? new ResponseApdu(DataGroupWriter.Tlv(0x53, read.Data.Span), ResponseApdu.Ok) : read;
    }

    private void EndSession()
    {
        _session?.Dispose();
        _session = null;
        _selected = null;
    }

    private static ResponseApdu Status(int word) => new(default, word);
}
