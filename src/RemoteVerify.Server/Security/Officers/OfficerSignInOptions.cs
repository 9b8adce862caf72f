namespace RemoteVerify.Server.Security.Officers;

/// <summary>What an officer's decisions demand beside the officer's key or secret.</summary>
public enum OfficerFactor
{
    /// <summary>Nothing more; Production refuses to start with it.</summary>
    None,

    /// <summary>A client certificate or a one-time code.</summary>
    Either,

    /// <summary>A client certificate.</summary>
    ClientCertificate,

    /// <summary>A one-time code.</summary>
    OneTimeCode,
}

/// <summary>The sign-in of officers, section <c>Service:OfficerSignIn</c>.</summary>
public sealed class OfficerSignInOptions
{
    /// <summary>What countersignatures and decisions demand; null for <see cref="OfficerFactor.Either"/> in Production and <see cref="OfficerFactor.None"/> elsewhere.</summary>
    public OfficerFactor? Demand { get; set; }

    /// <summary>Wrong one-time codes in a row until an officer is locked out.</summary>
    public int MostWrongCodes { get; set; } = 5;

    /// <summary>Minutes of the first lock-out; each further one lasts twice as long, up to a day.</summary>
    public int FirstLockMinutes { get; set; } = 15;
}
