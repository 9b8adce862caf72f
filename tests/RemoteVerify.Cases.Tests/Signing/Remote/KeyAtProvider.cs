using RemoteVerify.Cases.Signing.Remote;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Cases.Tests.Signing.Remote;

/// <summary>A provider at the end of a line that isn't there: the key is real, the network is not. The client of real ones is tested with the service.</summary>
internal sealed class KeyAtProvider(ISigningKey key, Certificate certificate, IReadOnlyList<Certificate> chain) : IRemoteSigning
{
    public const string Pin = "314159";

    public IReadOnlyList<string> Providers => ["mau"];

    public List<string> Signed { get; } = [];

    public Task<Outcome<RemoteCredential>> FindAsync(string provider, string? personalNumber, string? credential, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<RemoteCredential>>(new RemoteCredential("cred-1", certificate, chain, true, false));

    public Task<Outcome<RemoteCredential>> SendCodeAsync(string provider, RemoteCredential credential, CancellationToken cancellationToken) => Task.FromResult<Outcome<RemoteCredential>>(credential);

    public async Task<Outcome<ReadOnlyMemory<byte>>> SignAsync(string provider, string credential, ReadOnlyMemory<byte> hash, RemoteSecrets secrets, string description, CancellationToken cancellationToken)
    {
        if (secrets.Pin != Pin)
        {
            return new Refusal(RefusalCode.SigningProviderRefused, "The PIN is wrong.", [], ["PinWrong"]);
        }

        Signed.Add(Convert.ToHexStringLower(hash.Span));
        return new ReadOnlyMemory<byte>(await key.SignHashAsync(hash, cancellationToken));
    }
}
