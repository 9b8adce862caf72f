using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Pades.Signing;

/// <summary>Baseline levels of ETSI EN 319 142-1.</summary>
public enum SignatureProfile
{
    /// <summary>B-B: the signature with its certificates.</summary>
    BB,

    /// <summary>B-T: with a timestamp over the signature value.</summary>
    BT,

    /// <summary>B-LT: with everything that is needed to validate it later.</summary>
    BLt,

    /// <summary>B-LTA: with a document timestamp over all of it.</summary>
    BLta,
}

/// <summary>What the signer commits to (ETSI EN 319 122-1, 5.2.3).</summary>
public enum CommitmentType
{
    ProofOfOrigin,

    /// <summary>The signer approves the content: the one for an officer's signature.</summary>
    ProofOfApproval,

    ProofOfCreation,

    /// <summary>The signer has received the content.</summary>
    ProofOfReceipt,

    /// <summary>A delivery service has put the content where its recipient reaches it.</summary>
    ProofOfDelivery,

    /// <summary>The signer has sent the content, without having made it.</summary>
    ProofOfSender,
}

/// <summary>What a signature is to say and where it goes.</summary>
public sealed record SignatureRequest
{
    /// <summary>Full name of the field: an empty one that exists is filled, otherwise a new one is made. Null: the next free SignatureN.</summary>
    public string? FieldName { get; init; }

    /// <summary>Refuses to make a new field when the named one is missing.</summary>
    public bool RequireExistingField { get; init; }

    /// <summary>For <c>/Name</c>; null: the common name of the certificate.</summary>
    public string? SignerName { get; init; }

    public string? Reason { get; init; }

    public string? Location { get; init; }

    public string? ContactInfo { get; init; }

    /// <summary>For <c>/M</c>, with the distance from UTC that it carries: a claim, not a proof.</summary>
    public required DateTimeOffset SigningTime { get; init; }

    public SignatureProfile Profile { get; init; } = SignatureProfile.BB;

    /// <summary>1 to 3 makes it a certification signature (DocMDP): 1 no changes, 2 forms and signatures, 3 annotations too. Null: approval.</summary>
    public int? CertificationLevel { get; init; }

    public VisibleAppearance? VisibleAppearance { get; init; }

    public CommitmentType? CommitmentType { get; init; }

    /// <summary>What the signer says to be, such as "Công chứng viên": a claim that nobody attests (ETSI EN 319 122-1, 5.2.6).</summary>
    public string? ClaimedRole { get; init; }

    /// <summary>Drops an XFA form, which is otherwise a refusal; never possible once the document is signed.</summary>
    public bool DropXfa { get; init; }

    /// <summary>Room for the CMS in bytes; null: 16 KiB with a timestamp, 8 KiB without, more when the certificates are larger.</summary>
    public int? ReservedBytes { get; init; }

    /// <summary>How long after <see cref="SigningTime"/> a prepared signature may be completed.</summary>
    public TimeSpan CompletedWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Prints nothing personal.</summary>
    public override string ToString() => $"SignatureRequest ({Profile})";

    internal string? CommitmentOid => CommitmentType switch
    {
        null => null,
        Signing.CommitmentType.ProofOfOrigin => Oids.ProofOfOrigin,
        Signing.CommitmentType.ProofOfApproval => Oids.ProofOfApproval,
        Signing.CommitmentType.ProofOfCreation => Oids.ProofOfCreation,
        Signing.CommitmentType.ProofOfReceipt => Oids.ProofOfReceipt,
        Signing.CommitmentType.ProofOfDelivery => Oids.ProofOfDelivery,
        Signing.CommitmentType.ProofOfSender => Oids.ProofOfSender,
        _ => throw new ArgumentOutOfRangeException(nameof(CommitmentType)),
    };
}
