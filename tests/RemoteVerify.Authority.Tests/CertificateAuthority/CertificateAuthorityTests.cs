using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;

namespace RemoteVerify.Authority.Tests.CertificateAuthority;

public sealed class CertificateAuthorityTests
{
    private static readonly DateTimeOffset Now = Hierarchy.Now;

    public static TheoryData<CertificateProfile, string> Purposes => new()
    {
        { CertificateProfile.CitizenOneTime, "smimesign" },
        { CertificateProfile.Officer, "smimesign" },
        { CertificateProfile.Organisation, "smimesign" },
        { CertificateProfile.Timestamp, "timestampsign" },
        { CertificateProfile.Ocsp, "ocsphelper" },
        { CertificateProfile.Evidence, "any" },
    };

    [Theory]
    [MemberData(nameof(Purposes))]
    public void Issue_EveryProfile_IsAcceptedByOpenSslForItsPurpose(CertificateProfile profile, string purpose)
    {
        Certificate certificate = Issue(profile, out _);
        using OpenSsl openssl = new();
        openssl.Write("root.pem", Hierarchy.Shared.Root.ToPem());
        openssl.Write("issuing.pem", Hierarchy.Shared.IssuingAuthority.Certificate.ToPem());
        openssl.Write("leaf.pem", certificate.ToPem());
        openssl.Run($"verify -x509_strict -purpose {purpose} -CAfile root.pem -untrusted issuing.pem leaf.pem");
        Assert.True(PathBuilder.Build(
            certificate, Hierarchy.Shared.Authority.ChainOfIssued, [Hierarchy.Shared.Root], Now, PathProfile.Rfc5280).IsValid);
    }

    [Fact]
    public void Issue_CitizenOneTime_HasTheUsagesThatPdfReadersAskFor()
    {
        Certificate certificate = Issue(CertificateProfile.CitizenOneTime, out SoftwareKey key);
        Assert.Equal(KeyUsages.DigitalSignature | KeyUsages.NonRepudiation, certificate.KeyUsage);
        Assert.Equal([Oids.EmailProtection, Oids.ClientAuthentication], certificate.ExtendedKeyUsages);
        Assert.False(certificate.BasicConstraints!.IsAuthority);
        Assert.Equal(key.PublicKey, certificate.PublicKey);
        Assert.Equal(Hierarchy.Shared.IssuingAuthority.Certificate.SubjectKeyIdentifier!.Value.ToArray(), certificate.AuthorityKeyIdentifier!.Value.ToArray());
        Assert.Equal(["http://localhost:5080/v1/crl/issuing.crl"], certificate.CrlDistributionPoints);
        Assert.Equal(["http://localhost:5080/v1/ocsp"], certificate.OcspAddresses);
        Assert.Equal("Nguyễn Văn An", certificate.Subject.CommonName);
        Assert.Equal("CASE-0001", certificate.Subject.SerialNumber);
        Assert.True(certificate.SerialNumber.Length == 16);
    }

    [Fact]
    public void Issue_ValidityBeyondTheProfileOrTheAuthority_IsRefused()
    {
        using SoftwareKey key = Hierarchy.NewKey();
        Authority.CertificateAuthority.CertificateAuthority authority = Hierarchy.Shared.Authority;
        DistinguishedNameParts subject = new() { CommonName = "A" };
        Assert.Throws<ArgumentException>(() => authority.Issue(CertificateProfile.CitizenOneTime, subject, key.PublicKey, Now, Now.AddDays(2)));
        Assert.Throws<ArgumentException>(() => authority.Issue(CertificateProfile.CitizenOneTime, subject, key.PublicKey, Now, Now));
        Assert.Throws<ArgumentException>(() => authority.Issue(CertificateProfile.Officer, subject, key.PublicKey, Now.AddDays(-1), Now.AddDays(1)));
        Assert.Throws<ArgumentException>(() => authority.Issue(CertificateProfile.Officer, subject, key.PublicKey, Now.AddYears(14), Now.AddYears(16)));
    }

    [Fact]
    public void Issue_ShortRsaKey_IsRefused()
    {
        using SoftwareKey key = SoftwareKey.CreateRsa(1024);
        Assert.Throws<ArgumentException>(() => Hierarchy.Shared.Authority.Issue(
            CertificateProfile.Officer, new DistinguishedNameParts { CommonName = "A" }, key.PublicKey, Now, Now.AddDays(1)));
    }

    [Fact]
    public async Task VerifyRequest_OwnAndOpenSslRequests_AreAcceptable()
    {
        using SoftwareKey key = Hierarchy.NewKey();
        byte[] own = await CertificationRequest.CreateAsync([new(Oids.CommonName, "Officer")], key, CancellationToken.None);
        Assert.Equal(key.PublicKey, Verify(own).Key);

        using OpenSsl openssl = new();
        openssl.Write("own.der", own);
        openssl.Run("req -verify -in own.der -inform DER -noout");
        openssl.Run("req -new -newkey rsa:2048 -nodes -keyout key.pem -subj /C=VN/CN=Officer -addext keyUsage=digitalSignature -outform DER -out request.der");
        RequestVerdict verdict = Verify(openssl.Read("request.der"));
        Assert.Null(verdict.Problem);
        Assert.Equal("Officer", verdict.Request!.Subject.CommonName);
    }

    [Fact]
    public async Task VerifyRequest_WhatIsWrong_IsSaid()
    {
        using SoftwareKey key = Hierarchy.NewKey();
        using SoftwareKey shortKey = SoftwareKey.CreateRsa(1024);
        byte[] changed = await CertificationRequest.CreateAsync([new(Oids.CommonName, "Officer")], key, CancellationToken.None);
        changed[^1] ^= 1;
        Assert.Equal(RequestProblem.SignatureInvalid, Verify(changed).Problem);
        Assert.Equal(RequestProblem.Malformed, Verify([1, 2, 3]).Problem);
        byte[] weak = await CertificationRequest.CreateAsync([new(Oids.CommonName, "Officer")], shortKey, CancellationToken.None);
        Assert.Equal(RequestProblem.KeyNotAcceptable, Verify(weak).Problem);
    }

    [Fact]
    public void IssueCrl_WithAndWithoutEntries_IsAcceptedByOpenSsl()
    {
        Certificate revoked = Issue(CertificateProfile.Officer, out _);
        Certificate good = Issue(CertificateProfile.Officer, out _);
        using OpenSsl openssl = new();
        openssl.Write("issuing.pem", Hierarchy.Shared.IssuingAuthority.Certificate.ToPem());
        foreach (CrlEntry[] entries in new[] { [], new[] { new CrlEntry(revoked.SerialNumber, Now, RevocationReason.KeyCompromise) } })
        {
            Crl crl = Hierarchy.Shared.Authority.IssueCrl(entries, 7, Now, Now.AddDays(1));
            openssl.Write("list.crl", crl.Encoded.Span);
            Assert.Contains("verify OK", openssl.Run("crl -in list.crl -inform DER -CAfile issuing.pem -noout"), StringComparison.Ordinal);
            Assert.Equal(7, crl.CrlNumber);
            Assert.Equal(entries.Length > 0 ? RevocationState.Revoked : RevocationState.Good, Check(revoked, crl, Now.AddMinutes(1)).State);
            Assert.Equal(RevocationState.Good, Check(good, crl, Now.AddMinutes(1)).State);
        }
    }

    [Fact]
    public void Check_Crl_JudgesByTimeAndIssuer()
    {
        Certificate revoked = Issue(CertificateProfile.Officer, out _);
        Crl crl = Hierarchy.Shared.Authority.IssueCrl([new CrlEntry(revoked.SerialNumber, Now.AddHours(1), null)], 1, Now.AddHours(2), Now.AddHours(3));
        Assert.Equal(RevocationState.Good, Check(revoked, crl, Now).State);
        Assert.Equal(Now.AddHours(1).ToUnixTimeSeconds(), Check(revoked, crl, Now).RevokedAt!.Value.ToUnixTimeSeconds());
        Assert.Equal(RevocationState.Revoked, Check(revoked, crl, Now.AddHours(2)).State);
        Certificate other = Issue(CertificateProfile.Officer, out _);
        Assert.Equal(RevocationState.Good, Check(other, crl, Now.AddHours(2)).State);
        Assert.Equal(RevocationState.Unknown, Check(other, crl, Now.AddHours(5)).State);
        Crl foreign = Hierarchy.Shared.Parent.IssueCrl([], 1, Now, Now.AddHours(3));
        Assert.Equal(RevocationState.Unknown, Check(other, foreign, Now).State);
    }

    private static RevocationVerdict Check(Certificate certificate, Crl crl, DateTimeOffset at) =>
        RevocationChecker.Check(certificate, Hierarchy.Shared.IssuingAuthority.Certificate, [crl], [], at);

    private static RequestVerdict Verify(byte[] der) => Authority.CertificateAuthority.CertificateAuthority.VerifyRequest(der, Now);

    private static Certificate Issue(CertificateProfile profile, out SoftwareKey key)
    {
        key = Hierarchy.NewKey();
        return Hierarchy.Shared.Authority.Issue(
            profile,
            new DistinguishedNameParts { CommonName = "Nguyễn Văn An", SerialNumber = "CASE-0001", GivenName = "Văn An", Surname = "Nguyễn" },
            key.PublicKey,
            Now.AddMinutes(-1),
            Now.AddHours(12));
    }

    [Fact]
    public void Issue_SerialNumbers_ArePositiveOf128BitsAndNeverTheSame()
    {
        HashSet<string> seen = [];
        for (int i = 0; i < 1000; i++)
        {
            byte[] serial = CertificateWriter.NewSerialNumber();
            Assert.Equal(16, serial.Length);
            Assert.InRange(serial[0], 0x40, 0x7f);
            Assert.True(seen.Add(Convert.ToHexString(serial)));
        }
    }

    [Theory]
    [InlineData("", "VN", null, "CommonName is empty")]
    [InlineData("x", "VNM", null, "Country")]
    [InlineData("x", "vn", null, "Country")]
    [InlineData("x\ny", "VN", null, "control character")]
    [InlineData("x", "VN", "số 5", "PrintableString")]
    [InlineData("x", "VN", "0123456789012345678901234567890123456789012345678901234567890123456789", "64 characters")]
    public void Encode_NameThatNoCertificateTakes_IsRefusedWithoutRepeatingIt(string commonName, string country, string? serial, string reason)
    {
        DistinguishedNameParts name = new() { CommonName = commonName, Country = country, SerialNumber = serial };
        Assert.Contains(reason, name.Problem, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<ArgumentException>(name.Encode).Message, StringComparison.Ordinal);
    }

    /// <summary>People with names beyond ub-common-name exist; the certificate must not make them someone else.</summary>
    [Theory]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(100)]
    [InlineData(256)]
    public void ForPerson_LongVietnameseName_StaysWholeInTheCertificate(int length)
    {
        string name = "Nguyễn " + string.Concat(Enumerable.Repeat("Thị Phương ", 30));
        name = name[..length].TrimEnd().PadRight(length, 'ễ');
        DistinguishedNameParts parts = DistinguishedNameParts.ForPerson($"  {name.Normalize(System.Text.NormalizationForm.FormD)} ");

        Assert.Null(parts.Problem);
        Assert.True(parts.CommonName.EnumerateRunes().Count() <= 64);
        Assert.Equal(length > 64, parts.CommonName.EndsWith('…'));
        Assert.Equal(length > 64 ? "Nguyễn" : null, parts.Surname);
        Certificate certificate = Hierarchy.Shared.Authority.Issue(
            CertificateProfile.CitizenOneTime, parts, Hierarchy.Shared.OrganisationSeal.Key.PublicKey, Now, Now.AddHours(1));
        Assert.Equal(name, certificate.Subject.FullName);
        using System.Security.Cryptography.X509Certificates.X509Certificate2 platform =
            System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificate(certificate.Encoded.Span);
        Assert.Equal(parts.CommonName, platform.GetNameInfo(System.Security.Cryptography.X509Certificates.X509NameType.SimpleName, false));
    }

    [Fact]
    public void ForPerson_NameWithoutBlanksOrBeyondEveryBound_IsShortenedOrRefused()
    {
        DistinguishedNameParts one = DistinguishedNameParts.ForPerson(new string('ệ', 100));
        Assert.Equal((new string('ệ', 63) + "…", new string('ệ', 100), null), (one.CommonName, one.Surname, one.GivenName));
        Assert.Equal(new string('ệ', 100), DistinguishedName.Read(one.Encode()).FullName);
        Assert.Contains("256 characters", DistinguishedNameParts.ForPerson(new string('ệ', 257)).Problem, StringComparison.Ordinal);
        Assert.Contains("is empty", DistinguishedNameParts.ForPerson("  ").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void FullName_EllipsisThatIsNotABeginning_IsNotCompleted() => Assert.Equal(
        "Trần Văn…", DistinguishedName.Read(new DistinguishedNameParts { CommonName = "Trần Văn…", Surname = "Nguyễn", GivenName = "Thị Bình" }.Encode()).FullName);

    [Fact]
    public void Encode_LongVietnameseNames_CountCharactersAndNotBytes()
    {
        string longest = string.Concat(Enumerable.Repeat("ệ", 64));
        Assert.Null(new DistinguishedNameParts { CommonName = longest }.Problem);
        Assert.NotNull(new DistinguishedNameParts { CommonName = longest + "x" }.Problem);
    }
}
