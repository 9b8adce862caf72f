namespace RemoteVerify.Server.Security;

/// <summary>What the agency enters about an officer's signature in the file of clients.</summary>
public sealed record OfficerRegistrationData
{
    /// <summary>Registration with the Department of Justice.</summary>
    public JusticeRegistration? Registration { get; init; }

    /// <summary>On whose behalf the officer signs.</summary>
    public DelegationData? Delegation { get; init; }

    /// <summary>Certificates of other authorities: PEM texts, the officer's own certificate first in each, those above it after.</summary>
    public IReadOnlyList<string> Certificates { get; init; } = [];

    public override string ToString() => "OfficerRegistrationData";
}

/// <param name="Number">Number of the registration.</param>
/// <param name="CertificateSerial">Hexadecimal, or null when the registration is of the person.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, or null.</param>
public sealed record JusticeRegistration(string Number, string? CertificateSerial, DateOnly From, DateOnly? Until);

/// <param name="Basis"><c>KT.</c>, <c>TUQ.</c>, <c>TM.</c> or <c>TL.</c>.</param>
/// <param name="Of">Title of the one it is done for.</param>
/// <param name="DocumentNumber">Number of the document.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, or null.</param>
public sealed record DelegationData(string Basis, string Of, string DocumentNumber, DateOnly From, DateOnly? Until);
