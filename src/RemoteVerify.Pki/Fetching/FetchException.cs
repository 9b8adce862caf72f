using System.Net;

namespace RemoteVerify.Pki.Fetching;

/// <summary>Why nothing usable came from a foreign server.</summary>
public enum FetchProblem
{
    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>The whole answer did not come in time.</summary>
    TimedOut,

    /// <summary>An error status, or a redirect that the host's client does not follow.</summary>
    ErrorStatus,

    /// <summary>The answer is longer than its kind can be.</summary>
    TooLong,

    /// <summary>A text, such as a page that a network puts in the way.</summary>
    WrongContent,

    /// <summary>The request was redirected in a way that lost its body.</summary>
    Redirected,
}

/// <summary>Nothing usable came from a foreign server. Infrastructure trouble, not a verdict.</summary>
public sealed class FetchException(FetchProblem problem, string message, Exception? innerException = null, HttpStatusCode? statusCode = null)
    : HttpRequestException(message, innerException, statusCode)
{
    /// <summary>What went wrong.</summary>
    public FetchProblem Problem { get; } = problem;
}
