namespace RemoteVerify.Cases.Stores;

/// <summary>
/// Rows that are of use for a time only. None of them is evidence: what was done with them is in the audit log, in the case, or in the record
/// that they led to. Nothing else is ever removed row by row.
/// </summary>
public enum SpentKind
{
    /// <summary>Invitations and sessions of citizens; the time is the end of their validity, used or not.</summary>
    Token,

    /// <summary>Codes that a person showed to be scanned; the time is the end of their validity.</summary>
    PersonCode,

    /// <summary>Links that give out one document once; the time is the end of their validity.</summary>
    DownloadLink,

    /// <summary>Marks of what may be used once; the time is that after which they may be forgotten.</summary>
    UsedOnce,

    /// <summary>Events that have reached their receiver; the time is when. An event that was not delivered stays, however old.</summary>
    SentEvent,

    /// <summary>Fingerprints of captures; the time is that of the capture.</summary>
    CaptureFingerprint,

    /// <summary>Seats of appointments; the time is that of the appointment, which itself stays in its case.</summary>
    Seat,
}

/// <summary>Takes spent rows away.</summary>
public interface ISpentRecordStore
{
    /// <summary>Removes the oldest rows of a kind whose time lies before <paramref name="before"/>, without holding the write lock for long.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="before">Rows of this time or later stay.</param>
    /// <param name="limit">Most rows.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>How many went; fewer than the limit when no more are due.</returns>
    Task<int> RemoveAsync(SpentKind kind, DateTimeOffset before, int limit, CancellationToken cancellationToken);
}
