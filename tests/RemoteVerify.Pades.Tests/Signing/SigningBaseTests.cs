using System.Security.Cryptography;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pades.Tests.Signing;

public sealed class SigningBaseTests : IDisposable
{
    private static readonly byte[] Document = new OddPdf().WithTable();

    private readonly OutsideTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [SkippableFact]
    public async Task SignAsync_ManySignersOnOneBase_EachResultStandsAlone()
    {
        using SigningBase document = SigningBase.Open(Document);
        HashSet<string> hashes = [];
        foreach (CertifiedKey key in new[] { SigningMaterial.P256, SigningMaterial.Rsa2048, SigningMaterial.P384, SigningMaterial.RsaPss, SigningMaterial.P256, SigningMaterial.P384 })
        {
            SignResult.Signed signed = Assert.IsType<SignResult.Signed>(await PadesSigner.SignAsync(document, PadesSignerTests.Request(), key, null, default));

            Assert.True(signed.Pdf.AsSpan().StartsWith(Document));
            RequirePassed(signed.Pdf);
            Assert.Contains("Signature is Valid.", _tools.Run("pdfsig", "-nocert", _tools.Put("s.pdf", signed.Pdf)).Output, StringComparison.Ordinal);
            Assert.True(hashes.Add(Convert.ToHexString(SHA256.HashData(signed.Pdf))));
        }
    }

    [Fact]
    public async Task Prepare_ManyOnOneBase_CompleteInAnyOrder()
    {
        using SigningBase document = SigningBase.Open(Document);
        CertifiedKey key = SigningMaterial.P256;
        List<PreparedSignature> prepared = [.. Enumerable.Range(0, 4).Select(i =>
            Assert.IsType<PrepareResult.Prepared>(PadesSigner.Prepare(document, PadesSignerTests.Request() with { FieldName = $"Field{i}" }, key.Certificate, key.Chain, key.Key.Scheme)).Signature)];
        Assert.All(prepared, p => Assert.True(p.DocumentSha256.Span.SequenceEqual(SHA256.HashData(Document))));

        for (int i = 3; i >= 0; i--)
        {
            byte[] signed = PadesSigner.Complete(prepared[i], Document, await key.Key.SignHashAsync(prepared[i].HashToSign, default));
            RequirePassed(signed);
            Assert.Equal($"Field{i}", PadesValidator.Validate(signed, Options()).Signatures.Single().Field);
        }
    }

    [Theory]
    [InlineData(nameof(SigningMaterial.P256))]
    [InlineData(nameof(SigningMaterial.P384))]
    public async Task SignToAsync_FromAStream_WritesWhatIsValid(string keyName)
    {
        // The memory stands for a mapping: only the parser looks at it.
        using MemoryStream content = new(Document);
        using SigningBase document = SigningBase.Open(Document, null, content);
        using MemoryStream target = new();

        SignResult.Written written = Assert.IsType<SignResult.Written>(
            await PadesSigner.SignToAsync(document, PadesSignerTests.Request(), SigningMaterial.Key(keyName), null, target, default));

        Assert.Equal(target.Length, written.Length);
        Assert.True(target.ToArray().AsSpan().StartsWith(Document));
        RequirePassed(target.ToArray());
    }

    [Fact]
    public async Task SignToAsync_RoomTooSmall_WritesTheDocumentOnce()
    {
        using SigningBase document = SigningBase.Open(Document);
        using MemoryStream target = new();

        await PadesSigner.SignToAsync(document, PadesSignerTests.Request() with { ReservedBytes = 100 }, SigningMaterial.P256, null, target, default);

        RequirePassed(target.ToArray());
    }

    [Fact]
    public async Task SignToAsync_Refused_LeavesTheStreamUntouched()
    {
        using SigningBase document = SigningBase.Open(Document);
        using MemoryStream target = new();

        SignResult result = await PadesSigner.SignToAsync(
            document, PadesSignerTests.Request() with { FieldName = "Missing", RequireExistingField = true }, SigningMaterial.P256, null, target, default);

        Assert.Equal(RefusalCode.FieldNotFound, Assert.IsType<SignResult.Refused>(result).Code);
        Assert.Equal(0, target.Length);
    }

    [Fact]
    public async Task SignToAsync_FileBecameShorter_Throws()
    {
        using MemoryStream content = new();
        content.Write(Document);
        using SigningBase document = SigningBase.Open(Document, null, content);
        content.SetLength(Document.Length / 2);

        await Assert.ThrowsAsync<EndOfStreamException>(() => PadesSigner.SignToAsync(
            document, PadesSignerTests.Request(), SigningMaterial.P256, null, Stream.Null, default));
    }

    private static ValidationOptions Options() =>
        new() { At = SigningMaterial.Now, Anchors = [SigningMaterial.Root], Crls = [SigningMaterial.EmptyCrl()] };

    private static void RequirePassed(byte[] signed) => Assert.Equal(Indication.TotalPassed, PadesValidator.Validate(signed, Options()).Indication);
}
