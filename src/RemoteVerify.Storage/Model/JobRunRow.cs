namespace RemoteVerify.Storage.Model;

/// <summary>How a job that runs by time went last, on whatever node: for the operator, not for the scheduler.</summary>
internal sealed class JobRunRow
{
    public required string Name { get; set; }

    public long? StartedAt { get; set; }

    public long? SucceededAt { get; set; }

    public long? FailedAt { get; set; }

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; set; }
}
