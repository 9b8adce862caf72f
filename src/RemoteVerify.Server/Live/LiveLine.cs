namespace RemoteVerify.Server.Live;

/// <summary>That a socket speaks for a member, until a newer one does.</summary>
internal sealed class LiveLine
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when somebody else ended it.</summary>
    public Task Ended => _ended.Task;

    public void End() => _ended.TrySetResult();
}
