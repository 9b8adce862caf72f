namespace RemoteVerify.Pki.Keys;

/// <summary>A key of a token or at a provider did not sign. Infrastructure trouble, not a verdict; the same call may succeed later.</summary>
public abstract class KeyUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Stable name of what is wrong; holds no secret.</summary>
    public abstract string Reason { get; }
}
