using System.Collections.Concurrent;

namespace RemoteVerify.Server.Live;

/// <summary>Who is in one room now, on this node.</summary>
internal sealed class LiveTable
{
    private readonly Lock _lock = new();
    private readonly List<LiveMember> _members = [];

    /// <summary>A recording runs.</summary>
    public bool IsRecording { get; private set; }

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
    private readonly ConcurrentDictionary<Guid, LiveTable> _tables = new();

    internal LiveTable Of(Guid room) => _tables.GetOrAdd(room, _ => new LiveTable());

    /// <summary>Tells everybody that a recording runs or ended.</summary>
    public void Recording(Guid room, bool runs) => Of(room).Recording(runs);

    /// <summary>Sends everybody home.</summary>
    public void Close(Guid room)
    {
        if (_tables.TryRemove(room, out LiveTable? table))
        {
            table.Tell(new { type = "closed" });
            foreach (LiveMember member in table.Members)
            {
                member.Letters.Close();
            }
        }
    }
}
