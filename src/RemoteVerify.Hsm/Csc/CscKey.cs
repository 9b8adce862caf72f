using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Hsm.Csc;

/// <summary>
/// A remote key that signs like one at hand: the organisation's seal, or an officer's key whose owner entrusted the PIN to
/// the host. Every signature has an authorisation of its own, bound to its digest. Safe for several threads.
/// </summary>
public sealed class CscKey : ISigningKey
{
    private readonly CscClient _client;
    private readonly CscCredential _credential;
    private readonly Func<CscSecrets> _secrets;

    private CscKey(CscClient client, CscCredential credential, Func<CscSecrets> secrets) => (_client, _credential, _secrets) = (client, credential, secrets);

    /// <inheritdoc/>
    public SignatureScheme Scheme => _credential.Scheme;

    /// <inheritdoc/>
    public PublicKeyInfo PublicKey => _credential.Certificate.PublicKey;

    /// <summary>With its certificate and what stands above it.</summary>
    public CertifiedKey Certified => new(_credential.Certificate, _credential.Chain, this);

    /// <summary>Looks the credential up; one that needs a one-time code can't sign alone and is refused.</summary>
    /// <param name="client">The service.</param>
    /// <param name="credentialId">The key.</param>
    /// <param name="secrets">Reads the PIN from where the host keeps it, each time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="CscException">It can't be used; the problem says why.</exception>
    public static async Task<CscKey> OpenAsync(CscClient client, string credentialId, Func<CscSecrets> secrets, CancellationToken cancellationToken)
    {
        CscCredential credential = await client.CredentialAsync(credentialId, cancellationToken).ConfigureAwait(false);
        return credential.Otp == CscNeed.Required ? throw CscWire.Trouble(CscProblem.Unsupported) : new CscKey(client, credential, secrets);
    }

    /// <inheritdoc/>
    /// <exception cref="CscException">The service does not sign.</exception>
    public async ValueTask<byte[]> SignHashAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellationToken)
    {
        CscCredential current = await _client.CredentialAsync(_credential.Id, cancellationToken).ConfigureAwait(false);
        if (!current.Certificate.Equals(_credential.Certificate))
        {
            throw new CscException(CscProblem.CredentialUnusable, "The provider has given the key another certificate. Start the service again to take it.");
        }

        CscAuthorisation permission = await _client.AuthoriseAsync(current, [hash], _secrets(), null, cancellationToken).ConfigureAwait(false);
        return (await _client.SignAsync(current, permission, [hash], cancellationToken).ConfigureAwait(false))[0];
    }

    public override string ToString() => $"CscKey ({PublicKey}, {Scheme})";
}
