// ISO/IEC 7816-4 clause 11.2 (SELECT, READ BINARY) and ICAO Doc 9303-10 clause 3 (files of the master file and of the LDS application).
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>What is selected on a virtual chip, and what may be read.</summary>
internal sealed class ChipFileSystem(VirtualChip chip, byte[]? cardAccess, int? maxReadBytes)
{
    private const int WrongOffset = 0x6B00;
    private const int NothingSelected = 0x6986;
    private const int WrongData = 0x6A80;
    private const int CardAccessFile = 0x011C;
    private const int SecurityFile = 0x011D;
    private const int ComFile = 0x011E;
    private const int FingerprintFile = 0x0103;
    private const int IrisFile = 0x0104;

    private static readonly byte[] Application = [0xA0, 0, 0, 2, 0x47, 0x10, 1];

    private byte[]? _selected;
    private bool _inApplication;

    /// <summary>As after power-up: the master file.</summary>
    public void Reset()
    {
        _selected = null;
        _inApplication = false;
    }

    /// <summary>The file of a session is not read without it.</summary>
    public void Deselect() => _selected = null;

    /// <param name="authenticated">False: only EF.CardAccess can be selected.</param>
    public ResponseApdu Select(CommandApdu command, bool authenticated)
    {
        ReadOnlySpan<byte> data = command.Data.Span;
        _selected = null;
        if (command.P1 == 4)
        {
            _inApplication = data.SequenceEqual(Application);
            return Status(_inApplication ? ResponseApdu.Ok : ResponseApdu.FileNotFound);
        }

        if (command.P1 == 0)
        {
            _inApplication = false;
            return Status(data.IsEmpty || data.SequenceEqual((ReadOnlySpan<byte>)[0x3F, 0]) ? ResponseApdu.Ok : ResponseApdu.FileNotFound);
        }

        if (data.Length != 2)
        {
            return Status(WrongData);
        }

        int identifier = (data[0] << 8) | data[1];
        if (_inApplication && (!authenticated || identifier is FingerprintFile or IrisFile))
        {
            return Status(ResponseApdu.SecurityStatusNotSatisfied);
        }

        _selected = _inApplication ? InApplication(identifier) : InMasterFile(identifier, authenticated);
        return Status(_selected is null ? ResponseApdu.FileNotFound : ResponseApdu.Ok);
    }

    /// <summary>Both instructions: B0 with the offset in P1 and P2, B1 with data objects 54 and 53.</summary>
    public ResponseApdu Read(CommandApdu command)
    {
        if (command.Instruction == 0xB0)
        {
            return command.P1 < 0x80 ? Read((command.P1 << 8) | command.P2, command.ExpectedBytes ?? 256) : Status(NothingSelected);
        }

        ReadOnlySpan<byte> data = command.Data.Span;
        if (data.Length is < 3 or > 5 || data[0] != 0x54 || data[1] != data.Length - 2)
        {
            return Status(WrongData);
        }

        int offset = 0;
        foreach (byte part in data[2..])
        {
            offset = (offset << 8) | part;
        }

        ResponseApdu read = Read(offset, (command.ExpectedBytes ?? 256) - 4);
        return read.IsOk ? new ResponseApdu(DataGroupWriter.Tlv(0x53, read.Data.Span), ResponseApdu.Ok) : read;
    }

    private ResponseApdu Read(int offset, int count) =>
        _selected is not { } file ? Status(NothingSelected)
        : offset >= file.Length ? Status(WrongOffset)
        : new ResponseApdu(file.AsMemory(offset, Math.Min(Math.Min(Math.Max(count, 0), maxReadBytes ?? int.MaxValue), file.Length - offset)), ResponseApdu.Ok);

    private byte[]? InMasterFile(int identifier, bool authenticated) => identifier switch
    {
        CardAccessFile => cardAccess,
        SecurityFile when authenticated => chip.Keys.CardSecurity,
        _ => null,
    };

    private byte[]? InApplication(int identifier) => chip.Files.GetValueOrDefault(identifier switch
    {
        ComFile => "EF_COM.bin",
        SecurityFile => "EF_SOD.bin",
        _ => $"EF_DG{identifier - 0x0100}.bin",
    });

    private static ResponseApdu Status(int word) => new(default, word);
}
