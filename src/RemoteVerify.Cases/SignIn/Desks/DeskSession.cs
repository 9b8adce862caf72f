namespace RemoteVerify.Cases.SignIn.Desks;

/// <summary>One sign-in of an officer at the desk.</summary>
/// <param name="TokenSha256">Hash of what the browser holds.</param>
/// <param name="Tenant">The officer's tenant.</param>
/// <param name="Account">The officer's account.</param>
/// <param name="Methods">How the officer proved to be it (RFC 8176 values and <see cref="SignInMethods"/>), space-separated.</param>
/// <param name="BegunAt">When it began.</param>
/// <param name="SeenAt">When it was last used, to the minute.</param>
/// <param name="EndedAt">When it was ended; null while it runs.</param>
public sealed record DeskSession(Sha256Digest TokenSha256, TenantId Tenant, string Account, string Methods, DateTimeOffset BegunAt, DateTimeOffset SeenAt, DateTimeOffset? EndedAt)
{
    public override string ToString() => nameof(DeskSession);
}

/// <summary>How long a session of the desk lives.</summary>
/// <param name="Idle">Without use.</param>
/// <param name="Longest">In all.</param>
public sealed record DeskSessionRule(TimeSpan Idle, TimeSpan Longest)
{
    /// <summary>Whether the session still counts.</summary>
    public bool Holds(DeskSession session, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.EndedAt is null && now < session.SeenAt + Idle && now < session.BegunAt + Longest;
    }
}

/// <summary>Words for how an officer signed in, beyond those of RFC 8176.</summary>
public static class SignInMethods
{
    /// <summary>A passkey whose device asked for PIN, finger or face.</summary>
    public const string Passkey = "passkey";

    /// <summary>A client certificate.</summary>
    public const string Certificate = "x509";

    /// <summary>A one-time code (RFC 8176).</summary>
    public const string OneTimeCode = "otp";

    /// <summary>A provider that says itself strong enough.</summary>
    public const string StrongProvider = "oidc-strong";

    /// <summary>Whether a sign-in is strong enough for decisions at the desk: something beside what can be told to somebody else.</summary>
    /// <param name="methods">Space-separated; null for an unknown sign-in.</param>
    public static bool AreStrong(string? methods) =>
        (methods ?? string.Empty).Split(' ').Any(method => method is Passkey or Certificate or OneTimeCode or StrongProvider);
}
