namespace RemoteVerify.Cases.Procedures;

/// <summary>The kind of an electronic signature by its use (Law 20/2023/QH15 Article 22), with the two that Vietnamese law does not name.</summary>
public enum SignatureKind
{
    /// <summary>Special-purpose (chữ ký điện tử chuyên dùng): at best what the embedded authority issues.</summary>
    SpecialPurpose,

    /// <summary>Public digital signature (chữ ký số công cộng).</summary>
    Public,

    /// <summary>Official-duty digital signature (chữ ký số chuyên dùng công vụ).</summary>
    OfficialDuty,

    /// <summary>Of a foreign provider.</summary>
    Foreign,

    /// <summary>Of a development hierarchy; never with legal effect.</summary>
    Development,
}

/// <summary>Who signs in a slot.</summary>
public enum SlotSigner
{
    /// <summary>Each participant of the slot's role, in a slot of their own.</summary>
    Participant,

    /// <summary>An officer of the slot's role.</summary>
    Officer,

    /// <summary>The organisation's seal.</summary>
    Organisation,
}

/// <summary>A place for a signature that the procedure demands.</summary>
/// <param name="Id">Unique in the procedure.</param>
/// <param name="Signer">Who signs.</param>
/// <param name="Role">Kind of participant (<c>Party</c>, <c>Applicant</c>, <c>Witness</c>, <c>Interpreter</c>, <c>Guardian</c>) or function of the officer (<c>Prepares</c>, <c>Decides</c>, <c>Leads</c>, <c>AtVenue</c>, <c>Seals</c>).</param>
/// <param name="Accepts">Kinds of signature that satisfy it; the first is what is meant.</param>
/// <param name="Order">Lower numbers sign first; equal numbers in any order.</param>
public sealed record SlotRule(string Id, SlotSigner Signer, string Role, IReadOnlyList<SignatureKind> Accepts, int Order)
{
    /// <summary>Slots of one group count as done when any of them is signed; null stands alone.</summary>
    public string? Group { get; init; }

    /// <summary>May stay empty, as for a witness who is not there.</summary>
    public bool Optional { get; init; }

    /// <summary>True when a signature of <paramref name="kind"/> satisfies the slot; a trial also takes what only a trial can have.</summary>
    public bool Admits(SignatureKind kind, bool isTest) =>
        Accepts.Contains(kind) || (isTest && kind is SignatureKind.SpecialPurpose or SignatureKind.Development);
}
