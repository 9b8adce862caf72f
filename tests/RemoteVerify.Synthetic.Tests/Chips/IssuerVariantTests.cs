using System.Formats.Asn1;
using System.Security.Cryptography;
using RemoteVerify.IdDocument;
using RemoteVerify.IdDocument.CountrySigners;
using RemoteVerify.IdDocument.Files;
using RemoteVerify.IdDocument.PassiveAuthentication;
using RemoteVerify.IdDocument.Vietnam;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Synthetic.Tests.Chips;

/// <summary>Documents of issuers with every algorithm, and lists of every kind.</summary>
public sealed class IssuerVariantTests
{
    private static readonly DateTimeOffset At = TestChips.Now;

    public static TheoryData<string, string> CurvesAndHashes()
    {
        TheoryData<string, string> data = [];
        string[] hashes = ["SHA224", "SHA256", "SHA384", "SHA512"];
        string[] curves =
        [
            "1.3.132.0.33", "1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35", "1.3.36.3.3.2.8.1.1.5", "1.3.36.3.3.2.8.1.1.7",
            "1.3.36.3.3.2.8.1.1.9", "1.3.36.3.3.2.8.1.1.11", "1.3.36.3.3.2.8.1.1.13",
        ];
        foreach ((int index, string curve) in curves.Index())
        {
            data.Add(curve, hashes[index % hashes.Length]);
            data.Add(curve, hashes[(index + 1) % hashes.Length]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(CurvesAndHashes))]
    public void Verify_EcdsaOnNamedAndExplicitCurves_IsAccepted(string oid, string hash)
    {
        ECCurve curve = ECCurve.CreateFromValue(oid);
        SignatureScheme scheme = SignatureScheme.Ecdsa(new HashAlgorithmName(hash));
        AssertAccepted(SoftwareKey.CreateEcdsa(curve, scheme), SoftwareKey.CreateEcdsa(SyntheticIssuer.Explicit(curve), scheme));
        AssertAccepted(SoftwareKey.CreateEcdsa(SyntheticIssuer.Explicit(curve), scheme), SoftwareKey.CreateEcdsa(curve, scheme));
    }

    [Theory]
    [InlineData("1.2.840.10045.3.1.1")]
    [InlineData("1.3.36.3.3.2.8.1.1.3")]
    public void Verify_CurveOf192Bits_StandsButIsWeak(string oid)
    {
        ECCurve curve = ECCurve.CreateFromValue(oid);
        SignatureScheme scheme = SignatureScheme.Ecdsa(HashAlgorithmName.SHA256);
        ChipReport report = Report(SoftwareKey.CreateEcdsa(curve, scheme), SoftwareKey.CreateEcdsa(SyntheticIssuer.Explicit(curve), scheme));

        Assert.True(report.SodSignatureValid);
        Assert.Equal(TrustState.Trusted, report.Trust);
        Assert.Equal(ChipVerdict.RejectByPolicy, report.Verdict);
        Assert.Contains(FindingCode.WeakAlgorithm, report.Reasons);
    }

    [Theory]
    [InlineData("SHA256")]
    [InlineData("SHA384")]
    [InlineData("SHA512")]
    public void Verify_Rsa_IsAccepted(string hash)
    {
        HashAlgorithmName name = new(hash);
        AssertAccepted(SoftwareKey.CreateRsa(2048, SignatureScheme.RsaPss(name)), SoftwareKey.CreateRsa(2048, SignatureScheme.RsaPkcs1(name)));
    }

    [Fact]
    public void Verify_CountrySignerOnItsOwnList_IsRevoked()
    {
        using SyntheticIssuer issuer = Usual();
        ChipReport report = Verify(issuer, [List(issuer, issuer.Country)]);

        Assert.Equal(ChipVerdict.Reject, report.Verdict);
        Assert.Contains(FindingCode.CountrySignerRevoked, report.Reasons);
    }

    [Fact]
    public void Verify_ListUnderTheNewerKey_CountsWhenTheNewerKeyIsTrusted()
    {
        using SyntheticIssuer old = Usual(), next = Usual();
        CountrySignerStore both = new([old.Country, next.Country]);
        Certificate link = old.Certify(next.CountryName, next.Country.PublicKey);

        Assert.Equal(SignerRevocation.Revoked, Verify(old, [List(next, old.Signer)], both).Revocation);
        Assert.Equal(SignerRevocation.Revoked, Verify(old, [List(next, old.Signer)], new CountrySignerStore([old.Country], [link])).Revocation);
        ChipReport forged = Verify(old, [List(next, old.Signer)]);
        Assert.Equal(SignerRevocation.UnknownBadCrlSignature, forged.Revocation);
        Assert.Equal(PassiveAuthenticationState.Undetermined, forged.PassiveAuthentication);
    }

    [Fact]
    public void Verify_LinkCertificateRevoked_IsRefused()
    {
        using SyntheticIssuer old = Usual(), next = Usual();
        Certificate link = old.Certify(next.CountryName, next.Country.PublicKey);
        CountrySignerStore store = new([old.Country], [link]);

        Assert.Equal(ChipVerdict.Accept, Verify(next, [], store).Verdict);
        Assert.Contains(FindingCode.CountrySignerRevoked, Verify(next, [List(old, link)], store).Reasons);
    }

    [Fact]
    public void WithMasterList_ListedAnchorAndLink_OnlyTheSelfSignedIsTrusted()
    {
        using SyntheticIssuer lister = Usual(), other = Usual(), stranger = Usual();
        Certificate foreign = stranger.Certify(other.CountryName, other.Country.PublicKey);
        CountrySignerStore store = CountrySignerStore.Empty.WithMasterList(
            MasterList.Read(lister.SignMasterList([other.Country, foreign])), [lister.Country], At)!;

        Assert.Equal([other.Country], store.Anchors);
        Assert.Equal([foreign], store.Intermediates);
        Assert.Equal(ChipVerdict.Accept, Verify(other, [], store).Verdict);
        Assert.Equal(TrustState.Untrusted, Verify(stranger, [], store).Trust);
        Assert.Null(CountrySignerStore.Empty.WithMasterList(MasterList.Read(lister.SignMasterList([other.Country])), [other.Country], At));
    }

    [Fact]
    public void Verify_KeyUsedAfterItsPeriod_IsSaid()
    {
        using SyntheticIssuer first = Usual();
        List<CertificateExtension> extensions = [.. first.SignerExtensions(), new CertificateExtension("2.5.29.16", false, Period(At.AddYears(-3), At.AddYears(-2)))];
        PrivateKeyPeriod period = PrivateKeyPeriod.Of(first.Certify(first.CountryName, first.Signer.PublicKey, extensions))!;

        Assert.True(period.Contains(At.AddYears(-3)));
        Assert.False(period.Contains(At));
        Assert.Null(PrivateKeyPeriod.Of(first.Signer));
    }

    [Fact]
    public void Verify_QrAndTypedDetailsThatDiffer_AreSaidAndNotCorrected()
    {
        using SyntheticIssuer issuer = Usual();
        CardQr right = CardQr.Parse("001190000000||Đỗ Thị Ngọc Ánh|28021990|Nữ|Tỉnh Mẫu|15082024"), wrong = CardQr.Parse("001190000001||Đỗ Thị Ngọc|28021990|Nữ|Tỉnh Mẫu|15082023");

        Assert.Equal(ChipVerdict.Accept, Claim(issuer, new HolderClaims(right, new StatedHolder("001190000000", "Do Thi Ngoc Anh", new DateOnly(1990, 2, 28), 'F', new DateOnly(2030, 2, 28)))).Verdict);
        ChipReport report = Claim(issuer, new HolderClaims(wrong, new StatedHolder(null, "Ai đó", new DateOnly(1991, 2, 28), 'M', null)));
        Assert.Equal(ChipVerdict.AcceptWithWarning, report.Verdict);
        Assert.Contains("id_number, name, issue_date", report.Findings.Single(finding => finding.Code == FindingCode.QrDisagrees).Message, StringComparison.Ordinal);
        Assert.Contains("name, birth_date, sex", report.Findings.Single(finding => finding.Code == FindingCode.StatedDisagrees).Message, StringComparison.Ordinal);
        Assert.Equal("Đỗ Thị Ngọc Ánh", report.Holder!.FullName);
    }

    private static ChipReport Claim(SyntheticIssuer issuer, HolderClaims claims) =>
        ChipVerifier.Verify(Files(issuer), new CountrySignerStore([issuer.Country]), [], ChipPolicy.Default, At, null, claims);

    private static SyntheticIssuer Usual()
    {
        SignatureScheme scheme = SignatureScheme.Ecdsa(HashAlgorithmName.SHA256);
        return new SyntheticIssuer(
            SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256, scheme), SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256, scheme), At);
    }

    private static Crl List(SyntheticIssuer issuer, Certificate revoked) =>
        issuer.SignRevocationList([new CrlEntry(revoked.SerialNumber, At.AddDays(-2), RevocationReason.KeyCompromise)], 1, At.AddDays(-1));

    private static ChipFiles Files(SyntheticIssuer issuer)
    {
        SortedDictionary<int, byte[]> groups = BareFiles.Of(TestChips.Holder, TestChips.Portrait());
        return ChipFiles.FromNamed(BareFiles.Named(groups, issuer.SignSecurityObject(groups)).Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)file.Value)));
    }

    private static ChipReport Verify(SyntheticIssuer issuer, IReadOnlyList<Crl> crls, CountrySignerStore? store = null) =>
        ChipVerifier.Verify(Files(issuer), store ?? new CountrySignerStore([issuer.Country]), crls, ChipPolicy.Default, At, null);

    private static ChipReport Report(SoftwareKey country, SoftwareKey signer)
    {
        using SyntheticIssuer issuer = new(country, signer, At);
        return Verify(issuer, []);
    }

    private static void AssertAccepted(SoftwareKey country, SoftwareKey signer)
    {
        ChipReport report = Report(country, signer);
        Assert.True(report.Verdict == ChipVerdict.Accept, string.Join(", ", report.Reasons));
        Assert.Equal(PassiveAuthenticationState.Genuine, report.PassiveAuthentication);
    }

    private static byte[] Period(DateTimeOffset from, DateTimeOffset until)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteGeneralizedTime(from, omitFractionalSeconds: true, new Asn1Tag(TagClass.ContextSpecific, 0));
            writer.WriteGeneralizedTime(until, omitFractionalSeconds: true, new Asn1Tag(TagClass.ContextSpecific, 1));
        }

        return writer.Encode();
    }
}
