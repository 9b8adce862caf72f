using System.Text;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pades.Tests.Signing;

public sealed class PadesSignerTests : IDisposable
{
    private readonly OutsideTools _tools = new();

    public void Dispose() => _tools.Dispose();

    [SkippableFact]
    public async Task SignAsync_BT_TimestampIsOverTheSignatureValueForOpenssl()
    {
        byte[] signed = await Sign(SigningMaterial.OnePage(), Request() with { Profile = SignatureProfile.BT }, SigningMaterial.Rsa2048);
        Pki.Cms.SignerInfo signer = Assert.Single(Pki.Cms.SignedData.Read(SignedBytes.Last(signed).Contents).Signers);
        ReadOnlyMemory<byte> token = Assert.Single(signer.SignatureTimestamps);

        (int code, string output) = _tools.Run(
            "openssl", "ts", "-verify", "-data", _tools.Put("value", signer.Signature.Span), "-in", _tools.Put("token.der", token.Span), "-token_in",
            "-CAfile", _tools.Put("root.pem", SigningMaterial.RootPem));

        Assert.True(code == 0, output);
        Assert.DoesNotContain(signer.SignedAttributes, attribute => attribute.Oid == Pki.Algorithms.Oids.SigningTimeAttribute);
    }

    [SkippableFact]
    public async Task SignAsync_ThreePreparedFieldsInSequence_KeepsAllEarlierSignatures()
    {
        string[] names = ["CongDan", "CongChungVien", "CoQuan"];
        byte[] pdf = SignatureFields.Add(SigningMaterial.OnePage(), [.. names.Select(name => new SignatureFieldSpec { Name = name })]);
        CertifiedKey[] keys = [SigningMaterial.P256, SigningMaterial.P384, SigningMaterial.Rsa2048];
        for (int index = 0; index < names.Length; index++)
        {
            byte[] next = await Sign(pdf, Request() with { FieldName = names[index], RequireExistingField = true, Profile = SignatureProfile.BT }, keys[index]);
            Assert.True(next.AsSpan().StartsWith(pdf));
            pdf = next;
        }

        string file = _tools.Put("three.pdf", pdf);
        string report = _tools.Run("pdfsig", "-nssdir", _tools.TrustingDatabase(), file).Output;
        Assert.Equal(3, Count(report, "Signature is Valid."));
        Assert.Equal(3, Count(report, "Certificate is Trusted."));
        Assert.Equal(1, Count(report, "Total document signed"));
        Assert.Equal(3, Count(_tools.Run("mutool", "sign", "-v", file).Output, "since signing"));
        (int code, string check) = _tools.Run("qpdf", "--check", file);
        Assert.True(code == 0, check);
    }

    [SkippableFact]
    public async Task Complete_PreparedStateWentThroughStorage_GivesAValidFile()
    {
        byte[] pdf = SigningMaterial.OnePage();
        CertifiedKey key = SigningMaterial.P256;
        PreparedSignature prepared = Prepared(PadesSigner.Prepare(pdf, Request(), key.Certificate, key.Chain, key.Key.Scheme));

        PreparedSignature restored = PreparedSignature.Deserialize(prepared.Serialize());
        byte[] value = await key.Key.SignHashAsync(restored.HashToSign, default);
        byte[] signed = PadesSigner.Complete(restored, pdf, value);

        Assert.True(prepared.HashToSign.Span.SequenceEqual(restored.HashToSign.Span));
        Assert.Contains("Signature is Valid.", _tools.Run("pdfsig", "-nocert", _tools.Put("s.pdf", signed)).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Complete_OtherDocumentOrForeignValue_IsRefused()
    {
        byte[] pdf = SigningMaterial.OnePage();
        CertifiedKey key = SigningMaterial.P256;
        PreparedSignature prepared = Prepared(PadesSigner.Prepare(pdf, Request(), key.Certificate, key.Chain, key.Key.Scheme));
        byte[] value = await key.Key.SignHashAsync(prepared.HashToSign, default);
        byte[] other = [.. pdf];
        other[^20] ^= 1;

        Assert.Throws<PreparedSignatureException>(() => PadesSigner.Complete(prepared, other, value));
        byte[] foreign = await SigningMaterial.P384.Key.SignHashAsync(new byte[48], default);
        Assert.Throws<PreparedSignatureException>(() => PadesSigner.Complete(prepared, pdf, foreign));
        byte[] token = await SigningMaterial.Tsa.GetTokenAsync(System.Security.Cryptography.HashAlgorithmName.SHA256, new byte[32], default);
        Assert.Throws<PreparedSignatureException>(() => PadesSigner.Complete(prepared, pdf, value, token));
    }

    [SkippableFact]
    public void Deserialize_DamagedState_GivesOnlyTheTypedException()
    {
        CertifiedKey key = SigningMaterial.P256;
        byte[] state = Prepared(PadesSigner.Prepare(SigningMaterial.OnePage(), Request(), key.Certificate, key.Chain, key.Key.Scheme)).Serialize();
        Random random = new(11);
        for (int round = 0; round < 500; round++)
        {
            byte[] damaged = round % 4 == 0 ? state[..random.Next(state.Length)] : [.. state];
            for (int flip = 0; flip < 3 && damaged.Length > 0; flip++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(32, 127);
            }

            try
            {
                PreparedSignature.Deserialize(damaged);
            }
            catch (PreparedSignatureException)
            {
            }
        }
    }

    [SkippableTheory]
    [InlineData(SignatureProfile.BB, 4)]
    [InlineData(SignatureProfile.BT, 16)]
    [InlineData(SignatureProfile.BLta, 16)]
    public void Prepare_Room_IsFixedByTheProfileAndGrowsWithTheCertificates(SignatureProfile profile, int kibibytes)
    {
        CertifiedKey key = SigningMaterial.P256;
        byte[] pdf = SigningMaterial.OnePage();
        Certificate[] many = [.. Enumerable.Repeat(key.Certificate, 40)];

        Assert.Equal(kibibytes * 1024, Prepared(PadesSigner.Prepare(pdf, Request() with { Profile = profile }, key.Certificate, key.Chain, key.Key.Scheme)).Capacity);
        Assert.True(Prepared(PadesSigner.Prepare(pdf, Request() with { Profile = profile }, key.Certificate, many, key.Key.Scheme)).Capacity > 40 * key.Certificate.Encoded.Length);
    }

    [SkippableFact]
    public async Task SignAsync_Cms_HoldsTheWholeChainAndOneSigner()
    {
        byte[] signed = await Sign(SigningMaterial.OnePage(), Request(), SigningMaterial.P256);

        Pki.Cms.SignedData cms = Pki.Cms.SignedData.Read(SignedBytes.Last(signed).Contents);

        Assert.Equal(new HashSet<Certificate> { SigningMaterial.P256.Certificate, SigningMaterial.Root }, cms.Certificates.ToHashSet());
        Assert.Single(cms.Signers);
        Assert.Null(cms.EncapsulatedContent);
    }

    [SkippableFact]
    public async Task SignAsync_RoomTooSmall_IsDoneAgainWithEnough()
    {
        byte[] signed = await Sign(SigningMaterial.OnePage(), Request() with { ReservedBytes = 100, Profile = SignatureProfile.BT }, SigningMaterial.Rsa2048);
        Assert.Contains("Signature is Valid.", _tools.Run("pdfsig", "-nocert", _tools.Put("s.pdf", signed)).Output, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SignAsync_Dictionary_HoldsTextsAndTimeAsGiven()
    {
        DateTimeOffset time = new(2026, 11, 21, 15, 4, 5, TimeSpan.FromHours(7));
        byte[] signed = await Sign(
            SigningMaterial.OnePage(), Request() with { SigningTime = time, Reason = "Phê duyệt", Location = "Ha Noi (VN)", SignerName = "Trần Thị Mẫu" }, SigningMaterial.P256);

        string tail = Encoding.Latin1.GetString(signed);
        Assert.Contains("/M (D:20261121150405+07'00')", tail, StringComparison.Ordinal);
        Assert.Contains("/Location (Ha Noi \\(VN\\))", tail, StringComparison.Ordinal);
        Assert.Contains("/Reason <FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes("Phê duyệt")) + ">", tail, StringComparison.Ordinal);
        Assert.Contains("/SigFlags 3", tail, StringComparison.Ordinal);
        Assert.Contains("/ExtensionLevel 8", tail, StringComparison.Ordinal);
        Assert.DoesNotContain("/Cert ", tail, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task SignAsync_Certification_IsWrittenAndThenObeyed()
    {
        byte[] open = SignatureFields.Add(SigningMaterial.OnePage(), [new SignatureFieldSpec { Name = "A" }, new SignatureFieldSpec { Name = "B" }]);
        byte[] level2 = await Sign(open, Request() with { FieldName = "A", CertificationLevel = 2 }, SigningMaterial.P256);
        byte[] level1 = await Sign(open, Request() with { FieldName = "A", CertificationLevel = 1 }, SigningMaterial.P256);

        Assert.Contains("/TransformMethod /DocMDP", Encoding.Latin1.GetString(level2), StringComparison.Ordinal);
        Assert.IsType<SignResult.Signed>(await TrySign(level2, Request() with { FieldName = "B" }));
        Assert.Equal(RefusalCode.NewFieldForbiddenByCertification, Code(await TrySign(level2, Request())));
        Assert.Equal(RefusalCode.ForbiddenByCertification, Code(await TrySign(level1, Request() with { FieldName = "B" })));
        Assert.Equal(RefusalCode.CertificationMustBeFirst, Code(await TrySign(level2, Request() with { FieldName = "B", CertificationLevel = 3 })));
    }

    [SkippableFact]
    public async Task SignAsync_FieldLock_IsWrittenAndThenObeyed()
    {
        byte[] open = SignatureFields.Add(SigningMaterial.OnePage(),
        [
            new SignatureFieldSpec { Name = "A", Lock = new FieldLock(FieldLockAction.Exclude, ["C"]) }, new SignatureFieldSpec { Name = "B" }, new SignatureFieldSpec { Name = "C" },
        ]);
        byte[] signed = await Sign(open, Request() with { FieldName = "A" }, SigningMaterial.P256);

        Assert.Contains("/TransformMethod /FieldMDP", Encoding.Latin1.GetString(signed), StringComparison.Ordinal);
        Assert.Equal(RefusalCode.LockedByEarlierSignature, Code(await TrySign(signed, Request() with { FieldName = "B" })));
        Assert.IsType<SignResult.Signed>(await TrySign(signed, Request() with { FieldName = "C" }));
    }

    [SkippableFact]
    public async Task AddAsync_DocumentTimestamp_IsOverTheWholeFileForOpenssl()
    {
        byte[] signed = await Sign(SigningMaterial.OnePage(), Request(), SigningMaterial.P256);

        byte[] stamped = await DocumentTimestamper.AddAsync(signed, SigningMaterial.Tsa, default);

        Assert.True(stamped.AsSpan().StartsWith(signed));
        SignedBytes parts = SignedBytes.Last(stamped);
        (int code, string output) = _tools.Run(
            "openssl", "ts", "-verify", "-data", _tools.Put("tbs", parts.Content), "-in", _tools.Put("token.der", parts.Contents), "-token_in",
            "-CAfile", _tools.Put("root.pem", SigningMaterial.RootPem));
        Assert.True(code == 0, output);
        string report = _tools.Run("pdfsig", "-nocert", _tools.Put("stamped.pdf", stamped)).Output;
        Assert.Equal(1, Count(report, "Signature is Valid."));
        Assert.Contains("has not yet been verified", report, StringComparison.Ordinal);
    }

    internal static SignatureRequest Request() => new() { SigningTime = SigningMaterial.Now, Reason = "Thử" };

    internal static async Task<SignResult> TrySign(byte[] pdf, SignatureRequest request, CertifiedKey? key = null, Pdf.Reading.PdfOpenOptions? open = null) =>
        await PadesSigner.SignAsync(pdf, request, key ?? SigningMaterial.P256, SigningMaterial.Tsa, open, default);

    internal static async Task<byte[]> Sign(byte[] pdf, SignatureRequest request, CertifiedKey key)
    {
        SignResult result = await TrySign(pdf, request, key);
        return Assert.IsType<SignResult.Signed>(result).Pdf;
    }

    internal static int Count(string text, string part) => text.Split(part).Length - 1;

    private static PreparedSignature Prepared(PrepareResult result) => Assert.IsType<PrepareResult.Prepared>(result).Signature;

    private static RefusalCode Code(SignResult result) => Assert.IsType<SignResult.Refused>(result).Code;
}
