// W3C Web Authentication Level 3 section 4 (credential record).
namespace RemoteVerify.Cases.SignIn.Desks;

/// <summary>A passkey of an officer: the public half of a key that the officer's own device holds.</summary>
/// <param name="Tenant">The officer's tenant.</param>
/// <param name="Account">The officer's account.</param>
/// <param name="CredentialId">As the device names it, at most 1023 bytes.</param>
/// <param name="PublicKey">COSE key.</param>
/// <param name="Name">What the officer calls it.</param>
/// <param name="CreatedAt">When it was registered.</param>
public sealed record OfficerPasskey(TenantId Tenant, string Account, ReadOnlyMemory<byte> CredentialId, ReadOnlyMemory<byte> PublicKey, string Name, DateTimeOffset CreatedAt)
{
    /// <summary>The device's count of uses; 0 for devices that don't count.</summary>
    public uint SignCount { get; init; }

    /// <summary>How the device is reached, in the words of the standard.</summary>
    public IReadOnlyList<string> Transports { get; init; } = [];

    /// <summary>The device asked for a PIN, a finger or a face when it was registered.</summary>
    public bool IsUserVerified { get; init; }

    /// <summary>It may be copied to other devices of its owner.</summary>
    public bool IsBackupEligible { get; init; }

    /// <summary>It was copied.</summary>
    public bool IsBackedUp { get; init; }

    /// <summary>What the device said of itself.</summary>
    public ReadOnlyMemory<byte> AttestationObject { get; init; }

    /// <summary>What the browser said of the registration.</summary>
    public ReadOnlyMemory<byte> ClientData { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Concurrency token; 0 for one that was never stored.</summary>
    public long Version { get; init; }

    /// <summary>Short name of the credential for records: SHA-256 of its id.</summary>
    public Sha256Digest Tag => Sha256Digest.Of(CredentialId.Span);

    /// <summary>Neither account nor key.</summary>
    public override string ToString() => nameof(OfficerPasskey);
}
