using System.Security.Cryptography;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Keys;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pki.Tests.Keys;

/// <summary>Files that openssl writes.</summary>
public sealed class Pkcs12ReaderTests : IDisposable
{
    private const string Password = "mot mat khau";

    private readonly OpenSsl _openssl = new();

    public void Dispose() => _openssl.Dispose();

    [Theory]
    [InlineData("rsa:2048", "Rsa 2048")]
    [InlineData("rsa:4096", "Rsa 4096")]
    [InlineData("ec -pkeyopt ec_paramgen_curve:P-256", "Ec secp256r1")]
    [InlineData("ec -pkeyopt ec_paramgen_curve:P-384", "Ec secp384r1")]
    [InlineData("ec -pkeyopt ec_paramgen_curve:P-521", "Ec secp521r1")]
    public void Read_KeyWithChain_SignsAndHasTheChainInOrder(string kind, string name)
    {
        Make("root", "rsa:2048", null);
        Make("issuing", "rsa:2048", "root");
        Make("own", kind, "issuing");
        _openssl.Write("others.pem", File.ReadAllText(_openssl.PathOf("root.pem")) + File.ReadAllText(_openssl.PathOf("issuing.pem")));

        CertifiedKey read = Pkcs12Reader.Read(Export("own", "-certfile others.pem"), Password);

        using SoftwareKey key = Assert.IsType<SoftwareKey>(read.Key);
        Assert.Equal(name, key.PublicKey.ToString());
        Assert.Equal(["own", "issuing", "root"], new[] { read.Certificate }.Concat(read.Chain).Select(certificate => certificate.Subject.CommonName));
        byte[] signature = key.SignHash(HashAlgorithms.Hash(key.Scheme.Hash, "x"u8));
        Assert.Equal(SignatureCheck.Valid, SignatureVerifier.Verify(read.Certificate.PublicKey, key.Scheme.Algorithm, key.Scheme.DigestAlgorithm, "x"u8, signature));
    }

    [Fact]
    public void Read_ForPss_SignsByPss()
    {
        Make("own", "rsa:3072", null);
        CertifiedKey read = Pkcs12Reader.Read(Export("own"), Password, SignatureScheme.RsaPss(HashAlgorithmName.SHA384));
        using SoftwareKey key = Assert.IsType<SoftwareKey>(read.Key);
        byte[] signature = key.SignHash(SHA384.HashData("x"u8));
        Assert.Equal(SignatureCheck.Valid, SignatureVerifier.Verify(key.PublicKey, key.Scheme.Algorithm, null, "x"u8, signature));
    }

    [Theory]
    [InlineData("wrong", KeyFileProblem.WrongPassword)]
    [InlineData("", KeyFileProblem.WrongPassword)]
    public void Read_AnotherPassword_SaysSo(string password, KeyFileProblem problem)
    {
        Make("own", "rsa:2048", null);
        byte[] file = Export("own");
        KeyFileException refused = Assert.Throws<KeyFileException>(() => Pkcs12Reader.Read(file, password));
        Assert.Equal(problem, refused.Problem);
    }

    [Fact]
    public void Read_WithoutKeyWithoutCertificateOrWithTwoKeys_SaysWhich()
    {
        Make("own", "rsa:2048", null);
        Make("second", "rsa:2048", null);
        Refused(KeyFileProblem.NoPrivateKey, Export("own", "-nokeys"));
        Refused(KeyFileProblem.NoPrivateKey, Export("own", "-nocerts"));
        _openssl.Write("two.pem", File.ReadAllText(_openssl.PathOf("own.key")) + File.ReadAllText(_openssl.PathOf("own.pem")));
        using System.Security.Cryptography.X509Certificates.X509Certificate2 one = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(_openssl.PathOf("own.pem"), _openssl.PathOf("own.key"));
        using System.Security.Cryptography.X509Certificates.X509Certificate2 two = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPemFile(_openssl.PathOf("second.pem"), _openssl.PathOf("second.key"));
        Refused(KeyFileProblem.SeveralKeys, new System.Security.Cryptography.X509Certificates.X509Certificate2Collection { one, two }.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pkcs12, Password)!);
    }

    [SkippableFact]
    public void Read_LegacyRc2_IsReadOrRefusedWithTheRemedy()
    {
        Make("own", "rsa:2048", null);
        (int code, string output) = _openssl.Try($"pkcs12 -export -legacy -inkey own.key -in own.pem -out own.p12 -passout \"pass:{Password}\"");
        Skip.If(code != 0, $"This openssl can't write the old encryption: {output}");

        KeyFileException? refused = (KeyFileException?)Record.Exception(() => Pkcs12Reader.Read(_openssl.Read("own.p12"), Password));
        Assert.True(refused is null || (refused.Problem == KeyFileProblem.LegacyEncryption && refused.Message.Contains("openssl pkcs12 -legacy", StringComparison.Ordinal)), refused?.ToString());
    }

    [Fact]
    public void Read_ChangedBytes_IsAlwaysAnAnswerOfItsOwnType()
    {
        Make("own", "ec -pkeyopt ec_paramgen_curve:P-256", null);
        byte[] file = Export("own", "-iter 1");
        ulong state = 7;
        for (int round = 0; round < 300; round++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            byte[] changed = [.. file];
            changed[(int)((state >> 33) % (ulong)file.Length)] ^= (byte)(1 << (int)((state >> 20) % 8));
            Exception? thrown = Record.Exception(() => Pkcs12Reader.Read(changed, Password));
            Assert.True(thrown is null or KeyFileException, $"round {round}: {thrown}");
        }

        Refused(KeyFileProblem.UnsupportedProtection, Export("own", "-iter 5000000"));
        Refused(KeyFileProblem.Malformed, []);
        Refused(KeyFileProblem.Malformed, "-----BEGIN CERTIFICATE-----"u8.ToArray());
    }

    private static void Refused(KeyFileProblem problem, byte[] file) => Assert.Equal(problem, Assert.Throws<KeyFileException>(() => Pkcs12Reader.Read(file, Password)).Problem);

    private void Make(string name, string kind, string? issuer) => _openssl.Run(issuer is null
        ? $"req -x509 -newkey {kind} -nodes -days 30 -subj /CN={name} -keyout {name}.key -out {name}.pem"
        : $"req -x509 -newkey {kind} -nodes -days 30 -subj /CN={name} -CA {issuer}.pem -CAkey {issuer}.key -keyout {name}.key -out {name}.pem");

    private byte[] Export(string name, string more = "")
    {
        _openssl.Run($"pkcs12 -export -inkey {name}.key -in {name}.pem -out {name}.p12 -passout \"pass:{Password}\" {more}");
        return _openssl.Read(name + ".p12");
    }
}
