// ICAO Doc 9303-11 clause 4.3 (basic access control) and 4.4 (PACE), chip's end.
using System.Security.Cryptography;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>The commands that open a virtual chip; all of them are plain.</summary>
internal sealed class ChipDoor(VirtualChip chip, IReadOnlyList<PaceInfo> ways, PaceRefusal? refusal) : IDisposable
{
    private const int WrongKey = 0x6300;
    private const int WrongData = 0x6A80;
    private const int NotFound = 0x6A88;
    private const int ConditionsNotSatisfied = 0x6985;
    private const int MrzReference = 1;
    private const int NumberReference = 2;

    private readonly AccessKey _mrz = AccessKey.FromMrzInformation(IdDocument.Mrz.MachineReadableZone.Parse(chip.Mrz).AccessKeyInformation);
    private byte[]? _nonce;
    private PaceChip? _pace;
    private int _step;

    /// <summary>The session that the last command opened; handed over once.</summary>
    public SecureMessaging? TakeSession()
    {
        SecureMessaging? session = Opened;
        Opened = null;
        return session;
    }

    private SecureMessaging? Opened { get; set; }

    /// <summary>GET CHALLENGE.</summary>
    public ResponseApdu Challenge()
    {
        _nonce = RandomNumberGenerator.GetBytes(8);
        return new ResponseApdu(_nonce, ResponseApdu.Ok);
    }

    /// <summary>EXTERNAL AUTHENTICATE (mutual).</summary>
    public ResponseApdu Authenticate(ReadOnlySpan<byte> data)
    {
        byte[]? nonce = _nonce;
        _nonce = null;
        if (nonce is null)
        {
            return Status(ConditionsNotSatisfied);
        }

        if (BasicAccessControl.Answer(_mrz, nonce, data) is not { } opened)
        {
            return Status(WrongKey);
        }

        Opened = opened.Session;
        return new ResponseApdu(opened.Answer, ResponseApdu.Ok);
    }

    /// <summary>MSE:Set AT: which way of PACE, which password, which domain parameters.</summary>
    public ResponseApdu SetPace(CommandApdu command)
    {
        EndPace();
        _step = 0;
        if (Refused() is { } refused)
        {
            return refused;
        }

        try
        {
            ReadOnlySpan<byte> data = command.Data.Span;
            byte[] oid = DataObject.Find(data, 0x80);
            byte[]? parameters = DataObject.FindOptional(data, 0x84);
            PaceInfo? way = ways.FirstOrDefault(candidate =>
                ProtocolIdentifier.Encode(candidate.Oid).AsSpan().SequenceEqual(oid)
                && (parameters is null || (parameters.Length == 1 && parameters[0] == candidate.ParameterId)));
            if (way is null)
            {
                return Status(WrongData);
            }

            AccessKey? key = DataObject.Find(data, 0x83) switch
            {
                [MrzReference] => _mrz,
                [NumberReference] when chip.Keys.CardAccessNumber is { } number => AccessKey.FromCardAccessNumber(number),
                _ => null,
            };
            if (key is null)
            {
                return Status(NotFound);
            }

            ReadOnlyMemory<byte> staticKey = way.Mapping == PaceMapping.ChipAuthentication
                ? chip.Keys.Mapping[way.ParameterId!.Value].PrivateKey.ToArray()
                : ReadOnlyMemory<byte>.Empty;
            _pace = new PaceChip(key, way, staticKey);
            return Status(ResponseApdu.Ok);
        }
        catch (ApduFormatException)
        {
            return Status(WrongData);
        }
    }

    /// <summary>GENERAL AUTHENTICATE.</summary>
    public ResponseApdu Step(CommandApdu command)
    {
        _step++;
        if (_pace is null)
        {
            return Status(ConditionsNotSatisfied);
        }

        if (Refused() is { } refused)
        {
            EndPace();
            return refused;
        }

        ResponseApdu answer = _pace.Answer(command);
        Opened = _pace.Session;
        if (!answer.IsOk || Opened is not null)
        {
            EndPace();
        }

        return answer;
    }

    /// <summary>Forgets what was begun.</summary>
    public void Reset()
    {
        EndPace();
        Opened?.Dispose();
        Opened = null;
        _nonce = null;
    }

    public void Dispose() => Reset();

    private ResponseApdu? Refused() => refusal is { } cause && cause.Step == _step ? Status(cause.Status) : null;

    private void EndPace()
    {
        _pace?.Dispose();
        _pace = null;
    }

    private static ResponseApdu Status(int word) => new(default, word);
}
