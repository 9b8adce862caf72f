namespace RemoteVerify.Server.Live;

/// <summary>
/// Words for one seat, numbered from 1 and kept until the browser says that it heard them. A socket takes words long after its line is dead, so that it took one says nothing: whoever comes back on a
/// new line says the last number heard and gets the rest, each once and in order.
/// </summary>
internal sealed class LiveLetters
{
    /// <summary>Words that may be kept; whoever falls further behind has lost some and comes in anew.</summary>
    public const int MaximumKept = 300;

    private readonly Lock _lock = new();
    private readonly List<byte[]> _kept = [];
    private TaskCompletionSource _news = Bell();
    private long _heard;

    /// <summary>There will be no more words.</summary>
    public bool IsOver { get; private set; }

    /// <summary>A word had no place: going on where the line broke would leave a gap.</summary>
    public bool HasLost { get; private set; }

    /// <summary>Done when a word came or there will be no more. Ask for it before looking.</summary>
    public Task News
    {
        get
        {
            lock (_lock)
            {
                return _news.Task;
            }
        }
    }

    /// <summary>Keeps one more word.</summary>
    /// <param name="word">A JSON object with at least one member; its number becomes the member <c>n</c>.</param>
    /// <returns>False when there was no place, or no more are wanted.</returns>
    public bool Add(byte[] word)
    {
        lock (_lock)
        {
            if (IsOver)
            {
                return false;
            }

            HasLost |= _kept.Count == MaximumKept;
            if (HasLost)
            {
                return false;
            }

            _kept.Add(LiveJson.Number(word, _heard + _kept.Count + 1));
            Ring();
            return true;
        }
    }

    /// <summary>The browser heard everything up to this number.</summary>
    /// <returns>False when it can't have, or said more before.</returns>
    public bool Heard(long number)
    {
        lock (_lock)
        {
            if (number < _heard || number > _heard + _kept.Count)
            {
                return false;
            }

            _kept.RemoveRange(0, (int)(number - _heard));
            _heard = number;
            return true;
        }
    }

    /// <summary>The first kept word after this number; null when there is none yet.</summary>
    public (long Number, byte[] Word)? After(long number)
    {
        lock (_lock)
        {
            int at = (int)Math.Max(0, number - _heard);
            return at < _kept.Count ? (_heard + at + 1, _kept[at]) : null;
        }
    }

    /// <summary>No more words; those that are kept still go out.</summary>
    public void Close()
    {
        lock (_lock)
        {
            IsOver = true;
            Ring();
        }
    }

    private void Ring()
    {
        _news.TrySetResult();
        if (!IsOver)
        {
            _news = Bell();
        }
    }

    private static TaskCompletionSource Bell() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
