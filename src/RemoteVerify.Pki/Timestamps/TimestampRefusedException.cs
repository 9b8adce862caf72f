namespace RemoteVerify.Pki.Timestamps;

/// <summary>What was wrong with a timestamp authority's answer.</summary>
public enum TimestampTrouble
{
    /// <summary>The authority answered that it gives none.</summary>
    Refused,

    /// <summary>The answer is no timestamp response.</summary>
    Unreadable,

    /// <summary>Another digest or nonce than was asked about, or a token whose signature or certificate does not stand.</summary>
    OtherQuestion,

    /// <summary>Another policy than was asked for.</summary>
    OtherPolicy,

    /// <summary>The authority's certificate leads to no trusted root.</summary>
    NotTrusted,

    /// <summary>The stated time is not now.</summary>
    WrongTime,
}

/// <summary>A timestamp authority refused, or its answer must not be used. Infrastructure trouble, not a verdict.</summary>
public sealed class TimestampRefusedException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What was wrong.</summary>
    public TimestampTrouble Trouble { get; init; } = TimestampTrouble.Refused;
}
