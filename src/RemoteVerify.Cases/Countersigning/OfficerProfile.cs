// Law 46/2024/QH15 article 62 and Decree 104/2025 (signatures registered with the Department of Justice); Decree 30/2020 annex I (KT., TUQ., TM., TL.).
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Cases.Countersigning;

/// <summary>An officer (người thực hiện chứng thực, công chứng viên) as the agency registered them.</summary>
/// <param name="Account">Opaque account id, the <see cref="Actor.Id"/> of the officer.</param>
/// <param name="FullName">Name on certificate and statement.</param>
/// <param name="Title">Chức danh.</param>
/// <param name="Organisation">Agency.</param>
public sealed record OfficerProfile(string Account, string FullName, string Title, string Organisation)
{
    /// <summary>The registration of the signature with the Department of Justice; null when there is none.</summary>
    public OfficerRegistration? Registration { get; init; }

    /// <summary>On whose behalf the officer signs; null in one's own right.</summary>
    public OfficerDelegation? Delegation { get; init; }

    /// <summary>Certificates of other authorities that the agency registered for this officer.</summary>
    public IReadOnlyList<RegisteredCertificate> Certificates { get; init; } = [];

    public override string ToString() => "OfficerProfile";
}

/// <summary>That the Department of Justice (Sở Tư pháp) registered an officer's signature.</summary>
/// <param name="Number">Number of the registration.</param>
/// <param name="CertificateSerial">Serial number of the registered certificate, lower-case hexadecimal; null when the registration is of the person.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null while it lasts.</param>
public sealed record OfficerRegistration(string Number, string? CertificateSerial, DateOnly From, DateOnly? Until)
{
    public bool IsValidOn(DateOnly day) => From <= day && !(Until < day);

    public override string ToString() => $"OfficerRegistration {Number}";
}

/// <summary>That an officer signs for somebody else, by a dated document.</summary>
/// <param name="Basis">As printed: <c>KT.</c>, <c>TUQ.</c>, <c>TM.</c> or <c>TL.</c>.</param>
/// <param name="Of">Title of the one it is done for, e.g. <c>CHỦ TỊCH</c>.</param>
/// <param name="DocumentNumber">Number of the document that says so.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null when the document names none.</param>
public sealed record OfficerDelegation(string Basis, string Of, string DocumentNumber, DateOnly From, DateOnly? Until)
{
    /// <summary>The bases that may stand on a paper.</summary>
    public static IReadOnlyList<string> Bases { get; } = ["KT.", "TUQ.", "TM.", "TL."];

    /// <summary>The line above the officer's title.</summary>
    public string Printed => $"{Basis} {Of}";

    public bool IsValidOn(DateOnly day) => Bases.Contains(Basis) && From <= day && !(Until < day);

    public override string ToString() => $"OfficerDelegation {Basis}";
}

/// <summary>A certificate that is not of this service's authority, with what stands above it.</summary>
public sealed record RegisteredCertificate(Certificate Certificate, IReadOnlyList<Certificate> Chain)
{
    /// <summary>Lower-case hexadecimal.</summary>
    public string SerialNumber => Convert.ToHexStringLower(Certificate.SerialNumber.Span);

    public override string ToString() => $"RegisteredCertificate {SerialNumber}";
}
