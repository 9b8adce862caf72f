using System.ComponentModel.DataAnnotations;

namespace RemoteVerify.Server.Http;

/// <summary>How much a caller may send and ask, and how long answers and uploads are kept; section <c>Service:Http</c>.</summary>
public sealed class HttpOptions
{
    /// <summary>Hours that the answer to a request with an Idempotency-Key is kept.</summary>
    [Range(1, 168)]
    public int AnswerHours { get; set; } = 24;

    /// <summary>Seconds that a request with an Idempotency-Key may run before another may begin with the same key.</summary>
    [Range(5, 600)]
    public int LeaseSeconds { get; set; } = 120;

    /// <summary>Largest JSON body, in bytes, of operations that take no file.</summary>
    [Range(1024, 1 << 26)]
    public int MaximumJsonBytes { get; set; } = 1 << 20;

    /// <summary>Requests a second that a registered client may send on and on.</summary>
    [Range(1, 100_000)]
    public int ClientRequestsPerSecond { get; set; } = 50;

    /// <summary>Requests that a registered client may send at once after a pause.</summary>
    [Range(1, 1_000_000)]
    public int ClientBurst { get; set; } = 1000;

    /// <summary>Requests a second of all clients of one tenant together; their burst is ten times as many.</summary>
    [Range(1, 1_000_000)]
    public int TenantRequestsPerSecond { get; set; } = 200;

    /// <summary>Requests a second of one citizen's session; the burst is twenty times as many.</summary>
    [Range(1, 10_000)]
    public int CitizenRequestsPerSecond { get; set; } = 10;

    /// <summary>Requests a minute without a token from one address (IPv6: one /64).</summary>
    [Range(1, 1_000_000)]
    public int AnonymousRequestsPerMinute { get; set; } = 600;

    /// <summary>Requests a minute without a token that cost much (tokens, sessions, checks of a file, shared links) from one address.</summary>
    [Range(1, 1_000_000)]
    public int AnonymousActsPerMinute { get; set; } = 120;

    /// <summary>Proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed, as addresses; none by default.</summary>
    public IList<string> TrustedProxies { get; set; } = [];

    /// <summary>Hours after which a resumable upload is gone.</summary>
    [Range(1, 168)]
    public int UploadHours { get; set; } = 24;

    /// <summary>Uploads that one client or citizen may have on the way at once.</summary>
    [Range(1, 1000)]
    public int UploadsPerOwner { get; set; } = 20;

    /// <summary>Bytes of all uploads of one tenant that are on the way at once.</summary>
    [Range(1 << 20, 1L << 40)]
    public long UploadBytesPerTenant { get; set; } = 2L << 30;
}
