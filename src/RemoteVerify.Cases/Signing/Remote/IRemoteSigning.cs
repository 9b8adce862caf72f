using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Cases.Signing.Remote;

/// <summary>A key at an external provider.</summary>
/// <param name="Id">The provider's name for it.</param>
/// <param name="Certificate">Its certificate, not judged yet.</param>
/// <param name="Chain">What came with it.</param>
/// <param name="NeedsPin">The owner must give a PIN.</param>
/// <param name="NeedsCode">The owner must give a one-time code, which the provider sends.</param>
public sealed record RemoteCredential(string Id, Certificate Certificate, IReadOnlyList<Certificate> Chain, bool NeedsPin, bool NeedsCode)
{
    public override string ToString() => "RemoteCredential";
}

/// <summary>What the owner gave for one signature; never stored, never logged.</summary>
public sealed record RemoteSecrets(string? Pin, string? Code)
{
    public override string ToString() => "RemoteSecrets";
}

/// <summary>Signing services of others (Cloud Signature Consortium). Every trouble is a refusal that says what to do.</summary>
public interface IRemoteSigning
{
    /// <summary>Names of the configured providers.</summary>
    IReadOnlyList<string> Providers { get; }

    /// <summary>A person's credential at a provider; the named one, or the only one.</summary>
    /// <param name="provider">Which provider.</param>
    /// <param name="personalNumber">Whose; the provider knows people by it.</param>
    /// <param name="credential">Which credential, or null for the person's only one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Outcome<RemoteCredential>> FindAsync(string provider, string? personalNumber, string? credential, CancellationToken cancellationToken);

    /// <summary>Has the provider send a one-time code to the owner.</summary>
    Task<Outcome<RemoteCredential>> SendCodeAsync(string provider, RemoteCredential credential, CancellationToken cancellationToken);

    /// <summary>The signature value of exactly this digest, checked with the credential's certificate; ECDSA as DER.</summary>
    Task<Outcome<ReadOnlyMemory<byte>>> SignAsync(
        string provider, string credential, ReadOnlyMemory<byte> hash, RemoteSecrets secrets, string description, CancellationToken cancellationToken);
}
