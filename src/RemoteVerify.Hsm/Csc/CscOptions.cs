namespace RemoteVerify.Hsm.Csc;

/// <summary>Which edition's paths and bodies are spoken.</summary>
public enum CscVersion
{
    /// <summary>CSC API 1.0.4.0, paths <c>csc/v1</c>.</summary>
    V1,

    /// <summary>CSC API 2.0, paths <c>csc/v2</c>.</summary>
    V2,
}

/// <summary>One remote signing service.</summary>
public sealed record CscOptions
{
    /// <summary>What stands before <c>csc/v1/...</c>; https, or http on the loopback address.</summary>
    public required Uri Address { get; init; }

    public CscVersion Version { get; init; } = CscVersion.V1;

    /// <summary>How long one answer may take. A service that waits for the person's phone needs more.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longer answers are refused.</summary>
    public int MaximumAnswerBytes { get; init; } = 256 << 10;

    /// <summary>Language of the service's texts (RFC 5646).</summary>
    public string Language { get; init; } = "vi-VN";

    /// <exception cref="ArgumentException">The address is not protected, or a bound is out of place.</exception>
    internal CscOptions Checked()
    {
        RequireProtected(Address);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumAnswerBytes, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(TimeLimit, TimeSpan.Zero);
        return this;
    }

    /// <summary>PINs and tokens travel to this address.</summary>
    internal static void RequireProtected(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) || address.UserInfo.Length > 0)
        {
            throw new ArgumentException("The address of a remote signing service begins with https; http only on this machine.", nameof(address));
        }
    }
}
