using System.Security.Cryptography;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader.Tests.AccessControl;

/// <summary>A chip that has EF.CardAccess and PACE and nothing else; after opening it answers every command with the same bytes.</summary>
internal sealed class PaceOnlyChip(AccessKey key, params PaceInfo[] ways) : IApduTransport
{
    private readonly byte[] _staticKey = [.. RandomNumberGenerator.GetBytes(16)];
    private PaceChip? _pace;
    private SecureMessaging? _session;
    private byte[] _selected = [];
    private int _step;

    public byte[] Echo { get; } = [1, 2, 3];

    public int PasswordReference { get; private set; }

    public int Runs { get; private set; }

    /// <summary>Step 0 is MSE:Set AT, 4 the tokens.</summary>
    public (int Step, int Status)? Refusal { get; init; }

    public bool ChangesToken { get; init; }

    /// <summary>Changes one answer in eight.</summary>
    public Random? Mutation { get; init; }

    public byte[]? OwnParameters { get; init; }

    public ValueTask<byte[]> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        byte[] answer = Answer(CommandApdu.Decode(command)).Encode();
        if (Mutation?.Next(8) == 0)
        {
            answer = Mutation.Next(2) == 0 ? answer[..Mutation.Next(answer.Length)] : answer;
            if (answer.Length > 0)
            {
                answer[Mutation.Next(answer.Length)] ^= (byte)Mutation.Next(1, 256);
            }
        }

        return ValueTask.FromResult(answer);
    }

    private ResponseApdu Answer(CommandApdu command)
    {
        if ((command.Class & 0x0C) != 0)
        {
            CommandApdu opened = _session!.OpenCommand(command) ?? throw new InvalidOperationException("the reader's checksum is wrong");
            return _session.ProtectResponse(opened.Instruction == 0xA4 ? new ResponseApdu(default, ResponseApdu.FileNotFound) : new ResponseApdu(Echo, ResponseApdu.Ok), (opened.Instruction & 1) != 0);
        }

        switch (command.Instruction)
        {
            case 0xA4:
                _selected = CardAccess.Write(OwnParameters is { } own ? [own] : [], ways);
                return new ResponseApdu(default, ResponseApdu.Ok);
            case 0xB0:
                int offset = (command.P1 << 8) | command.P2;
                return new ResponseApdu(_selected.AsMemory(offset, Math.Min(command.ExpectedBytes ?? 256, _selected.Length - offset)), ResponseApdu.Ok);
            case 0x22:
                _step = 0;
                Runs++;
                PasswordReference = DataObject.Find(command.Data.Span, 0x83)[0];
                byte[] oid = DataObject.Find(command.Data.Span, 0x80);
                _pace = new PaceChip(key, ways.First(way => ProtocolIdentifier.Encode(way.Oid).AsSpan().SequenceEqual(oid)), _staticKey);
                return Refused() ?? new ResponseApdu(default, ResponseApdu.Ok);
            default:
                _step++;
                ResponseApdu answer = Refused() ?? _pace!.Answer(command);
                _session = _pace!.Session;
                return _session is not null && ChangesToken ? Change(answer) : answer;
        }
    }

    private ResponseApdu? Refused() => Refusal is { } refusal && refusal.Step == _step ? new ResponseApdu(default, refusal.Status) : null;

    private static ResponseApdu Change(ResponseApdu answer)
    {
        byte[] data = answer.Data.ToArray();
        data[^1] ^= 1;
        return answer with { Data = data };
    }
}
