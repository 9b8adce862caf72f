using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.Development;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;

namespace RemoteVerify.Hsm.Tests;

/// <summary>A SoftHSM token with four keys that were made in it, and certificates for them; skips where the packages are absent.</summary>
public sealed class SoftToken
{
    public const string Pin = "47110815";
    public const string Label = "Con dấu thử";

    /// <summary>A second token, where wrong PINs may be tried; the engine lists tokens once.</summary>
    public const string OtherLabel = "Con dấu khác";

    /// <summary>A third one, which a test takes out.</summary>
    public const string RemovableLabel = "Con dấu rút ra";
    private const string OfficerPin = "98765432";

    private static readonly string Tokens = Path.Combine(NativeEnvironment.Folder, "tokens");

    private static readonly Lazy<SoftToken> One = new(() => new SoftToken());

    private readonly Dictionary<string, Certificate> _certificates = [];

    private SoftToken()
    {
        foreach (string label in new[] { Label, OtherLabel, RemovableLabel })
        {
            string[] before = Directory.GetDirectories(Tokens);
            Run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", Pin, "--so-pin", OfficerPin);
            RemovableFolder = Directory.GetDirectories(Tokens).Except(before).Single();
        }

        foreach (string label in new[] { OtherLabel, RemovableLabel })
        {
            Run("pkcs11-tool", "--module", NativeEnvironment.Module, "--token-label", label, "--login", "--pin", Pin, "--keypairgen", "--key-type", "EC:prime256v1", "--label", "other", "--id", "05");
        }

        RemovableCertificate = Issue("removable", Request("removable", new Pkcs11Uri { Token = RemovableLabel, Object = "other" }));
        foreach ((string name, string kind, string id) in new[] { ("rsa", "rsa:2048", "01"), ("p256", "EC:prime256v1", "02"), ("p384", "EC:secp384r1", "03"), ("p521", "EC:secp521r1", "04") })
        {
            Tool("--login", "--pin", Pin, "--keypairgen", "--key-type", kind, "--label", name, "--id", id);
            _certificates[name] = Issue(name, Request(name, Options(name).Key));
        }
    }

    public static DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>Issues the certificates; RSA, because one of the witnesses knows no curves.</summary>
    public static DevelopmentHierarchy Hierarchy { get; } = DevelopmentHierarchy.Create(Now, new DevelopmentHierarchyOptions { UseRsa = true });

    public static SoftToken Shared
    {
        get
        {
            Skip.IfNot(File.Exists(NativeEnvironment.Module), "SoftHSM is not installed (softhsm2).");
            Skip.IfNot(Directory.GetDirectories("/usr/lib", "*-linux-gnu").Any(folder => File.Exists(Path.Combine(folder, "engines-3", "pkcs11.so"))), "OpenSSL's engine is not installed (libengine-pkcs11-openssl).");
            return One.Value;
        }
    }

    /// <summary>Where SoftHSM keeps the removable token, whose key is named "other".</summary>
    public string RemovableFolder { get; } = "";

    public Certificate RemovableCertificate { get; }

    public Certificate CertificateOf(string name) => _certificates[name];

    public static byte[] ReadPin() => Encoding.UTF8.GetBytes(Pin);

    public static Pkcs11KeyOptions Options(string name) => new() { Key = new Pkcs11Uri { Token = Label, Object = name } };

    public Pkcs11Key Open(string name, SignatureScheme? scheme = null, int handles = 2) =>
        Pkcs11Key.Open(Options(name) with { Scheme = scheme, MaximumHandles = handles }, CertificateOf(name), ReadPin, TimeProvider.System);

    /// <summary>Runs pkcs11-tool on the shared token.</summary>
    public static string Tool(params string[] arguments) => Run("pkcs11-tool", ["--module", NativeEnvironment.Module, "--token-label", Label, .. arguments]);

    /// <summary>Runs a program that sees this run's tokens.</summary>
    public static string Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SOFTHSM2_CONF"] = NativeEnvironment.Configuration;
        start.Environment["PKCS11_MODULE_PATH"] = NativeEnvironment.Module;
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd() + errors.GetAwaiter().GetResult();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program}: {output}");
            return output;
        }
        catch (Win32Exception)
        {
            throw new SkipException($"{program} is not installed (softhsm2, opensc).");
        }
    }

    private static Certificate Issue(string name, byte[] request) => Hierarchy.Authority.Issue(
        CertificateProfile.Organisation,
        new DistinguishedNameParts { CommonName = $"Con dấu {name}", Organisation = "UBND Thử" },
        CertificateAuthority.VerifyRequest(request, Now).Key ?? throw new InvalidOperationException("The token's request for a certificate does not stand."),
        Now,
        Now.AddYears(1));

    /// <summary>A PKCS#10 request that openssl has the token sign: how an operator comes to a certificate.</summary>
    private static byte[] Request(string name, Pkcs11Uri key)
    {
        string file = Path.Combine(NativeEnvironment.Folder, name + ".csr");
        Run("openssl", "req", "-new", "-engine", "pkcs11", "-keyform", "engine", "-key", $"{key}?pin-value={Pin}", "-subj", "/CN=wish", "-outform", "DER", "-out", file);
        return File.ReadAllBytes(file);
    }
}
