namespace RemoteVerify.Server.Composition;

/// <summary>A number of places on this node; who finds none is sent away and does not wait.</summary>
public abstract class Places(int count)
{
    private readonly SemaphoreSlim _free = new(count, count);

    /// <summary>How many there are.</summary>
    public int Count => count;

    /// <summary>How many are taken now.</summary>
    public int Taken => count - _free.CurrentCount;

    /// <summary>A place to be given back by disposing, or null when all are taken.</summary>
    public IDisposable? TryTake() => _free.Wait(0) ? new Place(_free) : null;

    private sealed class Place(SemaphoreSlim free) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 0)
            {
                free.Release();
            }
        }
    }
}
