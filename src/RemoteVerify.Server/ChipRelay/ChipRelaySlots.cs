namespace RemoteVerify.Server.ChipRelay;

/// <summary>How many relays may run at once on this node.</summary>
public sealed class ChipRelaySlots(int count)
{
    private readonly SemaphoreSlim _free = new(count, count);

    /// <summary>A place to be given back by disposing, or null when all are taken.</summary>
    public IDisposable? TryTake() => _free.Wait(0) ? new Slot(_free) : null;

    private sealed class Slot(SemaphoreSlim free) : IDisposable
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
