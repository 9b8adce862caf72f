using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.Development;
using RemoteVerify.Hsm.Csc;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.TestKit;
using RemoteVerify.TestKit.Csc;

namespace RemoteVerify.Hsm.Tests.Csc;

/// <summary>A simulated provider with a few credentials and a client of it.</summary>
internal sealed class RemoteProvider : IDisposable
{
    public const string Pin = "271828";

    private readonly DevelopmentHierarchy _hierarchy;
    private readonly List<AsymmetricAlgorithm> _keys = [];
    private readonly HttpClient _http = new(CscClient.CreateHandler());
    private readonly CscClientCredentials _tokens;

    public RemoteProvider(CscVersion version, TimeSpan? timeLimit = null)
    {
        Clock = new FakeClock();
        _hierarchy = DevelopmentHierarchy.Create(Clock.GetUtcNow().AddDays(-1), new DevelopmentHierarchyOptions());
        Service = CscSimulator.Start(Clock);
        _tokens = new CscClientCredentials(_http, Service.TokenAddress, CscSimulator.ClientId, () => CscSimulator.ClientSecret, Clock);
        Options = new CscOptions { Address = Service.Address, Version = version, TimeLimit = timeLimit ?? TimeSpan.FromSeconds(20) };
        Client = new CscClient(_http, Options, _tokens, Clock);
    }

    public FakeClock Clock { get; }

    public CscSimulator Service { get; }

    public CscOptions Options { get; }

    public CscClient Client { get; }

    public HttpClient Http => _http;

    public static byte[] Digest(string text) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Adds a credential with a certificate of the development hierarchy.</summary>
    public SimulatedCredential Add(string id, AsymmetricAlgorithm? key = null, TimeSpan? validFor = null, Func<SimulatedCredential, SimulatedCredential>? change = null)
    {
        AsymmetricAlgorithm own = key ?? ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _keys.Add(own);
        byte[] certificate = own is RSA { KeySize: < 2048 } weak ? SelfSigned(weak) : _hierarchy.Authority.Issue(
            CertificateProfile.Officer, DistinguishedNameParts.ForPerson("Phạm Thị Từ Xa"), PublicKeyInfo.Read(own.ExportSubjectPublicKeyInfo()),
            Clock.GetUtcNow().AddDays(-1), Clock.GetUtcNow() + (validFor ?? TimeSpan.FromDays(100))).Encoded.ToArray();
        SimulatedCredential credential = new(id, [certificate, _hierarchy.IssuingAuthority.Certificate.Encoded.ToArray()], own) { Pin = Pin };
        credential = change?.Invoke(credential) ?? credential;
        Service.Add(credential);
        return credential;
    }

    /// <summary>The development authority issues to no short key.</summary>
    private byte[] SelfSigned(RSA key)
    {
        using X509Certificate2 certificate = new CertificateRequest("CN=short", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Clock.GetUtcNow().AddDays(-1), Clock.GetUtcNow().AddDays(1));
        return certificate.RawData;
    }

    public void Dispose()
    {
        Service.Dispose();
        _tokens.Dispose();
        _http.Dispose();
        _hierarchy.Dispose();
        _keys.ForEach(key => key.Dispose());
    }
}
