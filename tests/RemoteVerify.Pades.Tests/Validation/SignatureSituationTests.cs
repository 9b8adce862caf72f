using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Pades.Tests.Validation;

/// <summary>Clauses 5.2.2 to 5.2.8: what a single signature may look like, and what it leads to.</summary>
public sealed class SignatureSituationTests
{
    [Fact]
    public void Cms_AsPadesAsks_Passes() => Assert.Equal(Indication.TotalPassed, Only(CraftedSignature.Of().Sign(SigningMaterial.Rsa2048)).Indication);

    [Fact]
    public void SigningCertificateAttribute_Missing_LeavesDoubtInPadesOnly()
    {
        SignedAttributesRequest Without(SignedAttributesRequest r) => r with { IncludeSigningCertificate = false };

        Expect(CraftedSignature.Of().Sign(SigningMaterial.P256, Without), Indication.Indeterminate, SubIndication.SigConstraintsFailure, Integrity.Intact);
        Expect(CraftedSignature.Of("adbe.pkcs7.detached").Sign(SigningMaterial.P256, Without), Indication.TotalPassed, null, Integrity.Intact);
    }

    [Fact]
    public void SigningCertificateAttribute_OfAnotherCertificate_LeavesDoubt() => Expect(
        CraftedSignature.Of().Sign(SigningMaterial.P256, r => r with { Certificate = SigningMaterial.P384.Certificate }),
        Indication.Indeterminate, SubIndication.SigConstraintsFailure, Integrity.Intact);

    [Fact]
    public void Certificate_NotThere_IsNoSigningCertificateFound() => Expect(
        CraftedSignature.Of().Sign(SigningMaterial.P256, parts: p => p with { IncludeCertificates = false }),
        Indication.Indeterminate, SubIndication.NoSigningCertificateFound, Integrity.Broken);

    [Fact]
    public void Cms_WithContentOfItsOwn_IsAFormatFailure() => Expect(
        CraftedSignature.Of().Sign(SigningMaterial.P256, parts: p => p with { Content = new byte[] { 1, 2, 3 } }),
        Indication.TotalFailed, SubIndication.FormatFailure, Integrity.Intact);

    [Fact]
    public void Cms_WithTwoSigners_IsAFormatFailure()
    {
        CraftedSignature crafted = CraftedSignature.Of();
        byte[] cms = Cms(crafted);
        int signer = cms.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0x02, 0x01, 0x01, 0x30]) - 4;
        byte[] doubled = Der.Replace(cms, signer, 0, cms[signer..]);

        Assert.Equal(2, SignedData.Read(doubled).Signers.Count);
        Expect(crafted.With(doubled), Indication.TotalFailed, SubIndication.FormatFailure, Integrity.Broken);
    }

    [Fact]
    public void Digest_OfOtherBytes_IsAHashFailure() => Expect(
        CraftedSignature.Of().Sign(SigningMaterial.P256, r => r with { ContentHash = new byte[32] }),
        Indication.TotalFailed, SubIndication.HashFailure, Integrity.Broken);

    [Fact]
    public void SignatureValue_Wrong_IsASignatureCryptoFailure() => Expect(
        CraftedSignature.Of().Sign(SigningMaterial.Rsa2048, parts: p => p with { SignatureValue = new byte[256] }),
        Indication.TotalFailed, SubIndication.SigCryptoFailure, Integrity.Broken);

    [Fact]
    public void ContentType_Another_IsAFormatFailure() => Expect(
        CraftedSignature.Of().Sign(SigningMaterial.P256, r => r with { ContentType = Oids.TimestampInfo }),
        Indication.TotalFailed, SubIndication.FormatFailure, Integrity.Broken);

    [Theory]
    [InlineData("1.3.101.112")]
    [InlineData("1.3.101.113")]
    [InlineData("2.16.840.1.101.3.4.3.18")]
    [InlineData("1.2.3.4.5")]
    public void Algorithm_NotSupported_IsACleanAnswer(string oid)
    {
        System.Formats.Asn1.AsnWriter writer = new(System.Formats.Asn1.AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(oid);
        SignatureReport report = Only(ReplaceAlgorithm(CraftedSignature.Of(), writer.Encode()));

        Assert.Equal(Indication.Indeterminate, report.Indication);
        Assert.Equal(SubIndication.CryptoConstraintsFailureNoPoe, report.SubIndication);
        Assert.Equal(Integrity.Broken, report.Integrity);
        Assert.Contains(report.Checks, c => c is { Id: "signature.integrity", Ok: false } && c.Message.Contains("not supported", StringComparison.Ordinal));
        Assert.Equal(oid, report.SignatureAlgorithm);
    }

    [Fact]
    public void RsaPss_OddParameters_Passes()
    {
        // Salt of 20 bytes under SHA-256: not what the base library accepts, but RFC 8017 allows it.
        using RSA rsa = RSA.Create(2048);
        SoftwareKey key = SoftwareKey.ImportPkcs8(rsa.ExportPkcs8PrivateKey(), SignatureScheme.RsaPss(HashAlgorithmName.SHA384));
        CertifiedKey signer = SigningMaterial.Issue("PSS", key);

        Expect(CraftedSignature.Of().Sign(signer), Indication.TotalPassed, null, Integrity.Intact);
    }

    [Fact]
    public void Sha1Enclosed_OldKind_IsIntactAndJudgedByThePolicy()
    {
        CraftedSignature crafted = CraftedSignature.Of("adbe.pkcs7.sha1");
        byte[] content = SHA1.HashData(crafted.Covered);
        byte[] pdf = crafted.Sign(SigningMaterial.Rsa2048, r => r with { ContentHash = SHA256.HashData(content) }, p => p with { Content = content });
        byte[] other = crafted.Sign(SigningMaterial.Rsa2048, r => r with { ContentHash = SHA256.HashData(new byte[20]) }, p => p with { Content = new byte[20] });

        Expect(pdf, Indication.Indeterminate, SubIndication.CryptoConstraintsFailureNoPoe, Integrity.Intact);
        Expect(other, Indication.TotalFailed, SubIndication.HashFailure, Integrity.Broken);
        SignatureReport accepted = CraftedSignature.Validate(
            pdf, o => o with { Algorithms = new AlgorithmPolicy { Sha1AcceptableUntil = DateTimeOffset.MaxValue } }).Signatures[0];
        Assert.Equal(Indication.TotalPassed, accepted.Indication);
    }

    [Fact]
    public void KeyUsage_NotForSigning_IsAChainConstraintsFailure()
    {
        CertifiedKey cipher = SigningMaterial.Issue("Cipher", SoftwareKey.CreateRsa(2048), new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, true));
        CertifiedKey login = SigningMaterial.Issue("Login", SoftwareKey.CreateRsa(2048), new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        byte[] pdf = CraftedSignature.Of().Sign(login);

        Expect(CraftedSignature.Of().Sign(cipher), Indication.Indeterminate, SubIndication.ChainConstraintsFailure, Integrity.Intact);
        Expect(pdf, Indication.TotalPassed, null, Integrity.Intact);
        Assert.Equal(SubIndication.ChainConstraintsFailure, CraftedSignature.Validate(pdf, o => o with { RequireNonRepudiation = true }).SubIndication);
    }

    [Fact]
    public void CriticalExtension_Unknown_IsAChainFailure() => Expect(
        CraftedSignature.Of().Sign(SigningMaterial.Issue("Critical", SoftwareKey.CreateRsa(2048), new X509Extension("1.2.3.4.5", [5, 0], true))),
        Indication.Indeterminate, SubIndication.CertificateChainGeneralFailure, Integrity.Intact);

    [Fact]
    public void SignaturePolicy_NotAccepted_IsNotAvailable()
    {
        CmsAttribute policy = CraftedSignature.Attribute("1.2.840.113549.1.9.16.2.15", w =>
        {
            using (w.PushSequence())
            {
                w.WriteObjectIdentifier("1.2.3.4");
            }
        });
        byte[] pdf = CraftedSignature.Of().Sign(SigningMaterial.P256, r => r with { Others = [policy] });

        Expect(pdf, Indication.TotalPassed, null, Integrity.Intact);
        Assert.Equal(SubIndication.SignaturePolicyNotAvailable, CraftedSignature.Validate(pdf, o => o with { SignaturePolicies = ["1.2.3.5"] }).SubIndication);
        Assert.Equal(Indication.TotalPassed, CraftedSignature.Validate(pdf, o => o with { SignaturePolicies = ["1.2.3.4"] }).Indication);
    }

    [Fact]
    public void SignatureTimestamp_OverOtherData_IsBrokenAndLeavesDoubt()
    {
        SignatureReport report = Only(CraftedSignature.Of().Sign(SigningMaterial.P256, parts: p => p with { SignatureTimestamp = CraftedSignature.Token([1, 2, 3]) }));

        Assert.Equal(Indication.Indeterminate, report.Indication);
        Assert.Equal(SubIndication.SigConstraintsFailure, report.SubIndication);
        TimestampReport stamp = Assert.Single(report.Timestamps);
        Assert.Equal((Indication.TotalFailed, (SubIndication?)SubIndication.HashFailure, Integrity.Broken), (stamp.Indication, stamp.SubIndication, stamp.Integrity));
        Assert.False(report.IsTimeProven);
    }

    [Fact]
    public void SignatureTimestamp_Garbage_IsBroken()
    {
        SignatureReport report = Only(CraftedSignature.Of().Sign(SigningMaterial.P256, parts: p => p with { SignatureTimestamp = new byte[] { 0x30, 0 } }));

        Assert.Equal(SubIndication.FormatFailure, Assert.Single(report.Timestamps).SubIndication);
        Assert.NotEqual(Indication.TotalPassed, report.Indication);
    }

    [Fact]
    public void ContentTimestamp_Good_IsReportedAndKeepsTheSignatureValid()
    {
        CraftedSignature crafted = CraftedSignature.Of();
        CmsAttribute content = CmsAttribute.Single("1.2.840.113549.1.9.16.2.20", CraftedSignature.Token(crafted.Covered));
        SignatureReport report = Only(crafted.Sign(SigningMaterial.P256, r => r with { Others = [content] }));

        Assert.Equal(Indication.TotalPassed, report.Indication);
        Assert.Equal(("CONTENT", Indication.TotalPassed), (report.Timestamps[0].Kind, report.Timestamps[0].Indication));
        Assert.False(report.IsTimeProven);
    }

    private static byte[] ReplaceAlgorithm(CraftedSignature crafted, byte[] oid)
    {
        byte[] cms = Cms(crafted);
        byte[] known = [0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];
        int at = cms.AsSpan().LastIndexOf(known);
        return crafted.With(Der.Replace(cms, at, known.Length, [0x30, (byte)oid.Length, .. oid]));
    }

    private static byte[] Cms(CraftedSignature crafted)
    {
        byte[] pdf = crafted.Sign(SigningMaterial.P256);
        SignatureReport report = CraftedSignature.Validate(pdf, o => o).Signatures[0];
        ReadOnlySpan<byte> text = report.SignedRevision.Span;
        int gap = text.LastIndexOf("/Contents"u8) + 9;
        gap += text[gap..].IndexOf((byte)'<') + 1;
        byte[] padded = Convert.FromHexString(System.Text.Encoding.ASCII.GetString(text.Slice(gap, text[gap..].IndexOf((byte)'>'))));
        return SignedData.Read(padded).Encoded.ToArray();
    }

    private static SignatureReport Only(byte[] pdf) => Assert.Single(CraftedSignature.Validate(pdf, o => o).Signatures);

    private static void Expect(byte[] pdf, Indication indication, SubIndication? sub, Integrity integrity)
    {
        SignatureReport report = Only(pdf);
        Assert.Equal((indication, sub, integrity), (report.Indication, report.SubIndication, report.Integrity));
    }
}
