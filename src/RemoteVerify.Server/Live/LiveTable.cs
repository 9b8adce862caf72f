using RemoteVerify.Cases.LiveSessions;

namespace RemoteVerify.Server.Live;

/// <summary>Who is in one room now, on this node.</summary>
/// <param name="isRecording">A recording runs, by the stored room.</param>
internal sealed class LiveTable(bool isRecording)
{
    private readonly Lock _lock = new();
    private readonly List<LiveMember> _members = [];

    /// <summary>A recording runs.</summary>
    public bool IsRecording { get; private set; } = isRecording;

    public IReadOnlyList<LiveMember> Members
    {
        get
        {
            lock (_lock)
            {
                return [.. _members];
            }
        }
    }

    /// <summary>Sits down; an older visit of the same seat ends. The others hear of it, and the new one of them.</summary>
    /// <param name="member">Who.</param>
    /// <param name="welcome">The first message, from those who are there.</param>
    /// <returns>The older visit of the seat, whose line is to be ended; null for none.</returns>
    public LiveMember? Sit(LiveMember member, Func<IReadOnlyList<LiveMember>, object> welcome)
    {
        lock (_lock)
        {
            LiveMember? older = _members.Find(m => m.Seat.Id == member.Seat.Id);
            if (older is not null)
            {
                _members.Remove(older);
                Tell(new { type = "left", id = older.Id });
            }

            member.Tell(LiveJson.Write(welcome([.. _members])));
            Tell(new { type = "joined", peer = member.Seen });
            _members.Add(member);
            return older;
        }
    }

    public bool IsEmpty => Members.Count == 0;

    /// <summary>True when the member was there until now.</summary>
    public bool Leave(LiveMember member)
    {
        lock (_lock)
        {
            bool was = _members.Remove(member);
            if (was)
            {
                Tell(new { type = "left", id = member.Id });
            }

            return was;
        }
    }

    /// <summary>To everybody, or everybody else.</summary>
    public void Tell(object message, LiveMember? but = null)
    {
        byte[] written = LiveJson.Write(message);
        lock (_lock)
        {
            foreach (LiveMember member in _members)
            {
                if (member != but)
                {
                    member.Tell(written);
                }
            }
        }
    }

    /// <summary>To one, if there is such a member.</summary>
    public void TellOne(string? id, object message) => Members.FirstOrDefault(m => m.Id == id)?.Tell(LiveJson.Write(message));

    public void Recording(bool runs)
    {
        IsRecording = runs;
        Tell(new { type = "recording", on = runs });
    }
}

/// <summary>
/// The rooms that people are in, on this node. A balancer leads everybody of a room to the same node (by the case in the address, or to one node alone); what must outlast the node is in the
/// store.
/// </summary>
public sealed class LiveTables
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, LiveTable> _tables = [];

    /// <summary>Whether anybody is in the room, or waited for.</summary>
    public bool Has(Guid room) => Find(room) is not null;

    /// <summary>Tells everybody that a recording runs or ended. Whoever comes into an empty room learns it from the store.</summary>
    public void Recording(Guid room, bool runs) => Find(room)?.Recording(runs);

    /// <summary>Sends everybody home.</summary>
    public void Close(Guid room)
    {
        LiveTable? table;
        lock (_lock)
        {
            _tables.Remove(room, out table);
        }

        table?.Tell(new { type = "closed" });
        foreach (LiveMember member in table?.Members ?? [])
        {
            member.Letters.Close();
        }
    }

    internal LiveTable? Find(Guid room)
    {
        lock (_lock)
        {
            return _tables.GetValueOrDefault(room);
        }
    }

    /// <summary>Sits down at the table of a room, which is laid when nobody is there; an older visit of the same seat ends.</summary>
    /// <param name="room">The room as it is stored.</param>
    /// <param name="member">Who.</param>
    /// <param name="welcome">The first message, from the table and those who are there.</param>
    internal LiveTable Sit(LiveRoom room, LiveMember member, Func<LiveTable, IReadOnlyList<LiveMember>, object> welcome)
    {
        LiveTable? table;
        LiveMember? older;
        lock (_lock)
        {
            if (!_tables.TryGetValue(room.Id, out table))
            {
                _tables[room.Id] = table = new LiveTable(room.Recordings.Any(recording => recording.Until is null));
            }

            older = table.Sit(member, others => welcome(table, others));
        }

        older?.GiveWay();
        return table;
    }

    /// <summary>Somebody goes; the last one takes the table along. True when they were there until now.</summary>
    internal bool Leave(Guid room, LiveTable table, LiveMember member)
    {
        lock (_lock)
        {
            bool was = table.Leave(member);
            if (table.IsEmpty && _tables.GetValueOrDefault(room) == table)
            {
                _tables.Remove(room);
            }

            return was;
        }
    }
}
