using System.Security.Cryptography.X509Certificates;

namespace RemoteVerify.Storage.Files.Fetching;

/// <summary>Limits of a fetch.</summary>
public sealed class ModelFetchOptions
{
    /// <summary>Time to reach a server, name lookup and TLS included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for an answer or for the next bytes.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for one file, redirects and a second start included.</summary>
    public TimeSpan FileTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Redirects that are followed for one file.</summary>
    public int MaximumRedirects { get; init; } = 5;

    /// <summary>Largest file that is taken, in bytes.</summary>
    public long MaximumBytes { get; init; } = 64L << 20;

    /// <summary>Root certificates to trust in place of the machine's, for a server of one's own; null for the machine's. The check of chain, name and dates stays.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }
}
