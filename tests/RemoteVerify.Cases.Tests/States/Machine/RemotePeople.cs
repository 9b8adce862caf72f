using System.Security.Cryptography;
using RemoteVerify.Cases.Signing.Remote;
using RemoteVerify.Cases.Tests.Signing.Certificates;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>A provider that has a key for everybody, with a certificate of a nationally listed authority.</summary>
internal sealed class RemotePeople : IRemoteSigning
{
    public const string Pin = "314159";

    private readonly PublicProvider _authority;
    private readonly Dictionary<string, (SoftwareKey Key, Certificate Certificate)> _people = [];

    public RemotePeople(Office office)
    {
        _authority = new PublicProvider(office.Clock.GetUtcNow());
        office.National = _authority.Listed(AnchorKind.Public);
    }

    public IReadOnlyList<string> Providers => ["mau"];

    public Task<Outcome<RemoteCredential>> FindAsync(string provider, string? personalNumber, string? credential, CancellationToken cancellationToken)
    {
        string number = personalNumber ?? credential!;
        if (!_people.TryGetValue(number, out (SoftwareKey Key, Certificate Certificate) known))
        {
            SoftwareKey key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
            known = _people[number] = (key, _authority.Issue(key, "Người ký", $"CCCD:{number}"));
        }

        return Task.FromResult<Outcome<RemoteCredential>>(new RemoteCredential(number, known.Certificate, [_authority.Root], true, false));
    }

    public Task<Outcome<RemoteCredential>> SendCodeAsync(string provider, RemoteCredential credential, CancellationToken cancellationToken) => Task.FromResult<Outcome<RemoteCredential>>(credential);

    public async Task<Outcome<ReadOnlyMemory<byte>>> SignAsync(string provider, string credential, ReadOnlyMemory<byte> hash, RemoteSecrets secrets, string description, CancellationToken cancellationToken) =>
        secrets.Pin == Pin
            ? new ReadOnlyMemory<byte>(await _people[credential].Key.SignHashAsync(hash, cancellationToken))
            : new Refusal(RefusalCode.SigningProviderRefused, "The PIN is wrong.", [], ["PinWrong"]);
}
