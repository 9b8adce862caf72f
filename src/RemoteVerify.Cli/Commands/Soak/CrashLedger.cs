namespace RemoteVerify.Cli.Commands.Soak;

/// <summary>Everything that workers acknowledged on one database, and what contradicts itself in it already.</summary>
internal sealed class CrashLedger
{
    private readonly Dictionary<long, Guid> _numbers = [];
    private readonly List<CrashAck> _acks = [];
    private int _judged;

    /// <summary>Every act that was acknowledged.</summary>
    public IReadOnlyList<CrashAck> Acks => _acks;

    public List<string> Violations { get; } = [];

    /// <summary>Events that a receiver got, by type and case.</summary>
    public HashSet<(string Type, Guid Case)> Received { get; } = [];

    /// <summary>How often an event was received, repetitions counted.</summary>
    public int Deliveries { get; private set; }

    public int Failures { get; private set; }

    /// <summary>The newest checkpoint an outsider has seen.</summary>
    public string? Checkpoint { get; set; }

    /// <summary>Checkpoints that came since the last judgement.</summary>
    public List<string> NewCheckpoints { get; } = [];

    /// <summary>Leaves that were in the database file itself, not only in its log, when it was last opened and closed.</summary>
    public long SafeLeaves { get; set; }

    public void Add(CrashAck ack)
    {
        switch (ack.Kind)
        {
            case CrashAckKind.Event:
                Received.Add((ack.Text, ack.Case));
                Deliveries++;
                break;
            case CrashAckKind.Checkpoint:
                NewCheckpoints.Add(ack.Text);
                break;
            case CrashAckKind.Failed:
                Failures++;
                LastFailure = ack.Text;
                break;
            case CrashAckKind.Refused:
                Violations.Add($"an act that nobody disturbs was refused: {ack.Text}");
                break;
            case CrashAckKind.Reserve when !_numbers.TryAdd(ack.Number, ack.Case):
                Violations.Add($"number {ack.Number} was given twice");
                break;
            default:
                _acks.Add(ack);
                break;
        }
    }

    /// <summary>What the last failed act said; acts fail only while a database server is away.</summary>
    public string? LastFailure { get; private set; }

    /// <summary>The acts that were not judged yet.</summary>
    public IReadOnlyList<CrashAck> TakeNew()
    {
        List<CrashAck> fresh = _acks.GetRange(_judged, _acks.Count - _judged);
        _judged = _acks.Count;
        return fresh;
    }

    /// <summary>The event that an act causes, or null.</summary>
    public static string? EventOf(CrashAckKind kind) => kind switch
    {
        CrashAckKind.Open => "case.opened",
        CrashAckKind.Attach => "case.submitted",
        CrashAckKind.Use or CrashAckKind.Store => "result.issued",
        CrashAckKind.Countersign => "signature.confirmed",
        CrashAckKind.Void => "register.entry_voided",
        _ => null,
    };
}
