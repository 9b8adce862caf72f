using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.Development;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.TestKit;

namespace RemoteVerify.Signer.Tests.Serving;

/// <summary>One signer for all tests: a P-256 and an RSA key of a token, and a certificate that has run out, all certified from requests that the signer made.</summary>
public sealed class RunningSigner : IAsyncLifetime
{
    private SoftHsm? _token;
    private SignerProgram? _program;

    public DevelopmentHierarchy Hierarchy { get; } = DevelopmentHierarchy.Create(TimeProvider.System.GetUtcNow().AddHours(-1), new DevelopmentHierarchyOptions());

    public Dictionary<string, Certificate> Certificates { get; } = [];

    public SoftHsm Token => _token!;

    public SignerProgram Program
    {
        get
        {
            Skip.If(_program is null, "SoftHSM, OpenSSL's engine or the program script is not installed.");
            return _program!;
        }
    }

    public async Task InitializeAsync()
    {
        try
        {
            Skip.IfNot(File.Exists("/usr/bin/script"), "The program script is not installed (bsdutils).");
            _token = SoftHsm.Create();
        }
        catch (SkipException)
        {
            return;
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        List<string> arguments = [];
        foreach ((string name, string kind, DateTimeOffset until) in new[] { ("p256", "EC:prime256v1", now.AddDays(1)), ("rsa", "rsa:2048", now.AddDays(1)), ("old", "EC:prime256v1", now.AddMinutes(-5)) })
        {
            _token.MakeKey(name, kind);
            (int code, _, string error) = await SignerProgram.CommandWithPinAsync(
                _token, SoftHsm.Pin, "request", "--key", SoftHsm.Address(name), "--name", $"Cán bộ {name}", "--out", _token.PathOf(name + ".csr"));
            Assert.True(code == 0, error);
            Certificates[name] = Certify(name, until);
            File.WriteAllText(_token.PathOf(name + ".pem"), PemEncoding.WriteString("CERTIFICATE", Certificates[name].Encoded.Span));
            arguments.AddRange(["--key", SoftHsm.Address(name), "--certificate", _token.PathOf(name + ".pem")]);
        }

        _program = await SignerProgram.StartAsync(_token, arguments, keys: 3, seconds: 5);
    }

    public async Task DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }

        _token?.Dispose();
        Hierarchy.Dispose();
    }

    public string Serial(string name) => Convert.ToHexStringLower(Certificates[name].SerialNumber.Span);

    private Certificate Certify(string name, DateTimeOffset until)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        CertificationRequest request = CertificationRequest.ReadPem(File.ReadAllText(_token!.PathOf(name + ".csr")));
        Assert.Equal($"Cán bộ {name}", request.Subject.CommonName);
        return Hierarchy.Authority.Issue(
            CertificateProfile.Officer, DistinguishedNameParts.ForPerson($"Trần Thị {name}"), request.PublicKey, now.AddMinutes(-10), until);
    }
}
