using RemoteVerify.Pades.Signing;
using RemoteVerify.Pdf.Reading;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>Every algorithm over every file structure, judged by poppler, MuPDF, qpdf and OpenSSL.</summary>
public sealed class OracleTests : IDisposable
{
    private readonly OutsideTools _tools = new();

    private Oracles Oracles => new(_tools);

    public void Dispose() => _tools.Dispose();

    [SkippableTheory]
    [InlineData(nameof(SigningMaterial.Rsa2048))]
    [InlineData(nameof(SigningMaterial.Rsa4096))]
    [InlineData(nameof(SigningMaterial.RsaPss))]
    [InlineData(nameof(SigningMaterial.P256))]
    [InlineData(nameof(SigningMaterial.P384))]
    [InlineData(nameof(SigningMaterial.P521))]
    public async Task SignAsync_EveryAlgorithm_IsValidAndTrustedForEveryOracle(string key)
    {
        bool mutoolReadsIt = key != nameof(SigningMaterial.RsaPss);
        foreach (SignatureProfile profile in new[] { SignatureProfile.BB, SignatureProfile.BT })
        {
            byte[] input = SigningMaterial.OnePage();
            byte[] signed = await PadesSignerTests.Sign(input, PadesSignerTests.Request() with { Profile = profile }, SigningMaterial.Key(key));
            Assert.Empty(Oracles.Judge(input, signed, mutoolReadsIt: mutoolReadsIt));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task SignAsync_EveryFileStructure_IsCleanForEveryOracleAlsoTheSecondTime(string kind)
    {
        string password = InputKinds.PasswordOf(kind);
        PdfOpenOptions open = new() { Password = password.Length == 0 ? null : password };
        byte[] pdf = InputKinds.Make(kind, _tools);
        foreach (CertifiedKey key in new[] { SigningMaterial.P256, SigningMaterial.Rsa2048 })
        {
            SignResult result = await PadesSignerTests.TrySign(pdf, PadesSignerTests.Request() with { Profile = SignatureProfile.BT }, key, open);
            byte[] signed = Assert.IsType<SignResult.Signed>(result).Pdf;
            Assert.Empty(Oracles.Judge(pdf, signed, password));
            pdf = signed;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task TryAddAsync_EveryFileStructure_HasATimestampThatOpensslVerifies(string kind)
    {
        string password = InputKinds.PasswordOf(kind);
        byte[] pdf = InputKinds.Make(kind, _tools);

        SignResult result = await DocumentTimestamper.TryAddAsync(
            pdf, SigningMaterial.Tsa, new PdfOpenOptions { Password = password.Length == 0 ? null : password }, default);

        byte[] stamped = Assert.IsType<SignResult.Signed>(result).Pdf;
        Assert.True(stamped.AsSpan().StartsWith(pdf));
        (int code, string output) = Oracles.VerifyDocumentTimestamp(stamped, SigningMaterial.RootPem);
        Assert.True(code == 0, output);
        (int before, _) = _tools.Run("qpdf", "--password=" + password, "--check", _tools.Put("before.pdf", pdf));
        (int after, string check) = _tools.Run("qpdf", "--password=" + password, "--check", _tools.Put("after.pdf", stamped));
        Assert.True(after <= before, check);
    }

    [SkippableFact]
    public async Task Judge_OneBitOfTheSignedBytesChanged_EveryOracleNotices()
    {
        byte[] input = SigningMaterial.OnePage();
        byte[] signed = await PadesSignerTests.Sign(input, PadesSignerTests.Request(), SigningMaterial.P256);
        signed[input.Length / 2] ^= 1;

        IReadOnlyList<string> wrong = Oracles.Judge(input, signed);

        foreach (string witness in new[] { "prefix", "pdfsig", "mutool", "openssl cms" })
        {
            Assert.Contains(wrong, words => words.Contains(witness, StringComparison.Ordinal));
        }
    }

    public static TheoryData<string> Kinds() => [.. InputKinds.Names];
}
