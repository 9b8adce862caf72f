using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Asn1;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Cms;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pki.Tests.Conformance;

/// <summary>Certificates, master lists, security objects and CRLs of the eMRTD corpus.</summary>
public sealed class PassportCorpusTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [SkippableFact]
    public void Build_MockDocumentSigners_AreTrustedUnderTheirCountrySigner()
    {
        int pairs = 0;
        foreach (string folder in Directory.GetDirectories(Path.Combine(TestMaterial.Corpus, "emrtd/fetched/mock-certs")))
        {
            Certificate signer = Certificate.ReadPem(File.ReadAllText(Path.Combine(folder, "ds.pem")))[0];
            string anchorFile = Path.Combine(folder, "csca.pem");
            if (!File.Exists(anchorFile))
            {
                Assert.False(PathBuilder.Build(signer, [], [], new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), PathProfile.Doc9303).IsValid);
                continue;
            }

            Certificate anchor = Certificate.ReadPem(File.ReadAllText(anchorFile))[0];
            PathResult result = PathBuilder.Build(signer, [], [anchor], new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), PathProfile.Doc9303);
            Assert.True(result.IsValid, $"{Path.GetFileName(folder)}: {result}");
            pairs++;
        }

        Assert.Equal(14, pairs);
    }

    [SkippableTheory]
    [InlineData("fetched/masterlists/DE_2026-05-28.ml", "fetched/masterlists/DE_root.cer", 588)]
    [InlineData("fetched/masterlists/NL_2026-07-22.ml", "fetched/masterlists/NL_root.cer", 411)]
    [InlineData("synth/masterlist/synthetic.ml", "synth/masterlist/ml_anchor.cer", 6)]
    public void SignedData_MasterList_IsSignedUnderItsRootAndHoldsReadableCertificates(string list, string root, int count)
    {
        SignedData data = SignedData.Read(Read(list));
        Certificate anchor = Certificate.Read(Read(root));
        SignerInfo signer = Assert.Single(data.Signers);
        Certificate certificate = signer.FindCertificate(data.Certificates)!;
        SignerVerification verification = signer.Verify(data.EncapsulatedContent!.Value.Span, certificate);
        Assert.True(verification.IsValid, verification.ToString());
        PathResult path = PathBuilder.Build(certificate, data.Certificates, [anchor], At, PathProfile.Doc9303);
        Assert.True(path.IsValid, path.ToString());

        Asn1Reader content = new Asn1Reader(data.EncapsulatedContent.Value, "CscaMasterList").Sequence();
        Assert.Equal(0, content.Int32());
        Asn1Reader set = content.Set();
        List<Certificate> certificates = [];
        while (set.HasData)
        {
            certificates.Add(Certificate.Read(set.EncodedValue()));
        }

        Assert.Equal(count, certificates.Count);
        Assert.All(certificates, c => Assert.NotEqual(KeyKind.Other, c.PublicKey.Kind));
    }

    [SkippableFact]
    public void SignedData_TamperedMasterList_IsNotValid()
    {
        SignedData data = SignedData.Read(Read("synth/masterlist/synthetic_tampered.ml"));
        SignerInfo signer = data.Signers[0];
        Assert.False(signer.Verify(data.EncapsulatedContent!.Value.Span, signer.FindCertificate(data.Certificates)!).IsValid);
    }

    [SkippableFact]
    public void IsSelfSigned_GermanMasterList_FindsAtLeastTheKnownNumber()
    {
        Asn1Reader content = new Asn1Reader(SignedData.Read(Read("fetched/masterlists/DE_2026-05-28.ml")).EncapsulatedContent!.Value, "list").Sequence();
        content.SkipValue();
        Asn1Reader set = content.Set();
        int selfIssued = 0;
        int selfSigned = 0;
        while (set.HasData)
        {
            Certificate certificate = Certificate.Read(set.EncodedValue());
            selfIssued += certificate.IsSelfIssued ? 1 : 0;
            selfSigned += certificate.IsSelfSigned() ? 1 : 0;
        }

        Assert.True(selfIssued > selfSigned, "same-name link certificates are there");
        Assert.True(selfSigned >= 375, $"{selfSigned} of {selfIssued}");
    }

    [SkippableFact]
    public void Build_IndonesianLinkCertificates_AreTrustedFromTheOldestAnchorAlone()
    {
        Certificate Load(string name) => Certificate.Read(Read($"fetched/idn-link/{name}.cer"));
        Certificate anchor = Load("2010-12_CSCA");
        Certificate[] links = [Load("2016-01_CSCA_LINK"), Load("2020-10_CSCA_LINK")];
        foreach (Certificate link in links)
        {
            DateTimeOffset at = link.NotBefore.AddDays(1);
            PathResult result = PathBuilder.Build(link, links, [anchor], at, PathProfile.Doc9303CountrySigner);
            Assert.True(result.IsValid, result.ToString());
            Assert.True(PathBuilder.Build(link, links, [anchor], at, PathProfile.Doc9303).Has(PathProblemCode.LeafIsAuthority));
            Assert.True(PathBuilder.Build(link, links, [], at, PathProfile.Doc9303CountrySigner).Has(PathProblemCode.IssuerNotFound));
        }
    }

    /// <summary>Case, and the problem its path must have; null where the path must hold.</summary>
    [SkippableTheory]
    [InlineData("d-alg-vn-eid-like", null)]
    [InlineData("d-alg-bp512-explicit", null)]
    [InlineData("d-alg-rsa-pkcs1", null)]
    [InlineData("d-alg-rsa-pss", null)]
    [InlineData("d-alg-p521", null)]
    [InlineData("d-alg-p384-explicit", null)]
    [InlineData("d-alg-p224", null)]
    [InlineData("d-alg-mixed-rsa-ec", null)]
    [InlineData("d-alg-weak-sha1-rsa1024", null)]
    [InlineData("d-enc-v1", null)]
    [InlineData("d-enc-ber-indefinite", null)]
    [InlineData("d-enc-econtent-iddata", null)]
    [InlineData("d-enc-sid-ski", null)]
    [InlineData("d-enc-null-params", null)]
    [InlineData("d-enc-ds-not-embedded", null)]
    [InlineData("d-cert-no-ski-no-aki", null)]
    [InlineData("d-cert-negative-serial", null)]
    [InlineData("d-cert-after-2050", null)]
    [InlineData("d-cert-issuer-string-type", null)]
    [InlineData("d-cert-lowercase-country", null)]
    [InlineData("d-cert-ds-no-keyusage", null)]
    [InlineData("d-link-old-anchor", null)]
    [InlineData("d-link-new-anchor", null)]
    [InlineData("d-rekey-same-name", null)]
    [InlineData("d-bad-fake-csca-same-name", PathProblemCode.SignatureInvalid)]
    [InlineData("d-bad-fake-csca-same-ski", PathProblemCode.SignatureInvalid)]
    [InlineData("d-cert-ds-expired", PathProblemCode.Expired)]
    [InlineData("d-cert-csca-expired-ds-valid", PathProblemCode.Expired)]
    [InlineData("d-cert-ds-not-yet-valid", PathProblemCode.NotYetValid)]
    [InlineData("d-cert-ds-is-ca", PathProblemCode.LeafIsAuthority)]
    [InlineData("d-cert-ds-issued-by-ds", PathProblemCode.NotAnAuthority)]
    public void SecurityObject_SyntheticCase_HasValidSignatureAndTheExpectedPath(string id, PathProblemCode? expected)
    {
        string folder = Path.Combine(TestMaterial.Corpus, "emrtd/synth", id);
        SignedData data = ReadSecurityObject(folder);
        Certificate[] given = [.. Directory.GetFiles(folder, "*.cer").Where(f => !f.Contains("trust_")).Select(f => Certificate.Read(File.ReadAllBytes(f)))];
        Certificate[] anchors = [.. Directory.GetFiles(folder, "trust_*.cer").Select(f => Certificate.Read(File.ReadAllBytes(f)))];
        Certificate[] pool = [.. data.Certificates, .. given];
        SignerInfo signer = data.Signers[0];
        Certificate certificate = signer.FindCertificate(pool)!;
        SignerVerification verification = signer.Verify(data.EncapsulatedContent!.Value.Span, certificate);
        Assert.True(verification.IsValid, verification.ToString());

        PathResult path = PathBuilder.Build(certificate, pool, anchors, At, PathProfile.Doc9303);
        Assert.Equal(expected is null, path.IsValid);
        Assert.True(expected is null || path.Has(expected.Value), path.ToString());
    }

    [SkippableTheory]
    [InlineData("d-enc-no-signed-attrs", SignerProblem.SignedAttributesMissing)]
    [InlineData("d-bad-sod-sig-flip", SignerProblem.SignatureInvalid)]
    [InlineData("d-bad-sod-messagedigest", SignerProblem.MessageDigestMismatch)]
    public void SecurityObject_BrokenCase_HasTheExpectedProblem(string id, SignerProblem expected)
    {
        SignedData data = ReadSecurityObject(Path.Combine(TestMaterial.Corpus, "emrtd/synth", id));
        SignerInfo signer = data.Signers[0];
        Assert.Contains(expected, signer.Verify(data.EncapsulatedContent!.Value.Span, signer.FindCertificate(data.Certificates)!).Problems);
    }

    [SkippableTheory]
    [InlineData("d-crl-good", RevocationState.Good)]
    [InlineData("d-crl-revoked", RevocationState.Revoked)]
    [InlineData("d-crl-stale", RevocationState.Unknown)]
    [InlineData("d-crl-forged", RevocationState.Unknown)]
    public void Check_SyntheticCrl_HasTheExpectedState(string id, RevocationState expected)
    {
        string folder = Path.Combine(TestMaterial.Corpus, "emrtd/synth", id);
        SignedData data = ReadSecurityObject(folder);
        Certificate signer = data.Signers[0].FindCertificate(data.Certificates)!;
        Certificate anchor = Certificate.Read(File.ReadAllBytes(Path.Combine(folder, "trust_csca0.cer")));
        Crl crl = Crl.Read(File.ReadAllBytes(Path.Combine(folder, "crl0.crl")));
        Assert.Equal(expected, RevocationChecker.Check(signer, anchor, [crl], [], At).State);
    }

    [SkippableTheory]
    [InlineData("fetched/vn/CSCA_Vietnam_001_2021.pem", "Ec secp384r1", Oids.EcdsaSha384)]
    [InlineData("fetched/vn/CSCA_ePassport_Vietnam_2022.cer", "Ec explicit", Oids.EcdsaSha512)]
    public void IsSelfSigned_VietnameseCountrySigner_IsTrue(string file, string key, string algorithm)
    {
        byte[] bytes = Read(file);
        Certificate certificate = file.EndsWith(".pem") ? Certificate.ReadPem(System.Text.Encoding.ASCII.GetString(bytes))[0] : Certificate.Read(bytes);
        Assert.Equal(key, certificate.PublicKey.ToString());
        Assert.Equal(algorithm, certificate.SignatureAlgorithm.Oid);
        Assert.Equal("VN", certificate.Subject.Country);
        Assert.True(certificate.IsSelfSigned());
    }

    private static SignedData ReadSecurityObject(string folder)
    {
        // EF.SOD is application tag 23 around the ContentInfo (ICAO 9303-10 section 4.6.2).
        Asn1Reader file = new(File.ReadAllBytes(Path.Combine(folder, "EF_SOD.bin")), "EF.SOD");
        return SignedData.Read(file.Sequence(new(System.Formats.Asn1.TagClass.Application, 23, isConstructed: true)).Rest);
    }

    private static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(TestMaterial.Corpus, "emrtd", file));
}
