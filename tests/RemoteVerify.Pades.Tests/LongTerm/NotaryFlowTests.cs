using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.OcspResponder;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Pades.Appearance;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.LongTerm;

/// <summary>The order of work for one document: citizen, notary, seal, evidence for all of them, one timestamp over everything.</summary>
public sealed class NotaryFlowTests : IDisposable
{
    private readonly OutsideTools _tools = new();
    private readonly FakeClock _clock = new();
    private readonly DevelopmentHierarchy _hierarchy;

    public NotaryFlowTests() => _hierarchy = DevelopmentHierarchy.Create(_clock.GetUtcNow(), new DevelopmentHierarchyOptions());

    public void Dispose()
    {
        _hierarchy.Dispose();
        _tools.Dispose();
    }

    [SkippableFact]
    public async Task WholeFlow_PersonOfficerSealAndArchive_ValidatesAfterTheShortCertificateExpired()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        TimestampAuthority tsa = new(_hierarchy.TimestampAuthority, new TimestampAuthorityOptions(), _clock);
        using SoftwareKey citizenKey = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);
        CertifiedKey citizen = Issue(CertificateProfile.CitizenOneTime, "Nguyễn Văn Minh Họa", citizenKey, now.AddMinutes(15));
        using SoftwareKey officerKey = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP384);
        CertifiedKey officer = Issue(CertificateProfile.Officer, "Trần Thị Công Chứng", officerKey, now.AddDays(300));
        byte[] pdf = SignatureFields.Add(SigningMaterial.OnePage(),
        [
            new SignatureFieldSpec { Name = "CongDan", Rectangle = new Frame(80, 300, 210, 70) },
            new SignatureFieldSpec { Name = "CongChungVien", Rectangle = new Frame(310, 300, 210, 70) },
            new SignatureFieldSpec { Name = "CoQuan" },
        ]);
        foreach ((string field, CertifiedKey key, VisibleAppearance? look) in new[]
        {
            ("CongDan", citizen, new VisibleAppearance { Fonts = SigningMaterial.Fonts() }),
            ("CongChungVien", officer, new VisibleAppearance { Fonts = SigningMaterial.Fonts() }),
            ("CoQuan", _hierarchy.OrganisationSeal, (VisibleAppearance?)null),
        })
        {
            SignatureRequest request = new()
            {
                FieldName = field, RequireExistingField = true, SigningTime = _clock.GetUtcNow(), Profile = SignatureProfile.BT, VisibleAppearance = look,
                CommitmentType = field == "CongChungVien" ? CommitmentType.ProofOfApproval : null,
            };
            pdf = Pdf(await PadesSigner.SignAsync(pdf, request, key, tsa, null, default));
            _clock.Advance(TimeSpan.FromMinutes(2));
        }

        pdf = Pdf(await LongTermExtender.ArchiveAsync(
            pdf, new LongTermOptions { Anchors = [_hierarchy.Root], Source = new Embedded(_hierarchy, _clock), At = _clock.GetUtcNow() }, tsa, default));

        if (Environment.GetEnvironmentVariable("RV_KEEP") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "notary.pdf"), pdf);
        }

        ValidationReport report = PadesValidator.Validate(pdf, new ValidationOptions { Anchors = [_hierarchy.Root], At = _clock.GetUtcNow().AddDays(2) });
        string findings = string.Join('\n', report.Signatures.Select(s => $"{s} {string.Join("; ", s.Checks.Where(c => !c.Ok))} {string.Join("; ", s.Timestamps)}"));
        Assert.True(report.Signatures.Count(signature => signature.Indication == Indication.TotalPassed) == 3, findings);
        Assert.All(report.Signatures, signature => Assert.True(signature.ModificationAllowed));
        Assert.All(report.Signatures, signature => Assert.Equal(Integrity.Intact, signature.Integrity));
        Assert.Equal(ModificationLevel.FormFilling, report.Signatures[0].Modification);
        Assert.Equal(ModificationLevel.LtaUpdates, report.Signatures[2].Modification);
        Assert.Equal(Indication.TotalPassed, report.Indication);
        string file = _tools.Put("notary.pdf", pdf);
        Assert.Equal(3, PadesSignerTests.Count(_tools.Run("pdfsig", "-nocert", file).Output, "Signature is Valid."));
        (int code, string check) = _tools.Run("qpdf", "--check", file);
        Assert.True(code == 0, check);
    }

    private static byte[] Pdf(SignResult result) => result is SignResult.Refused refused
        ? throw new InvalidOperationException($"{refused.Code}: {refused.Message}")
        : ((SignResult.Signed)result).Pdf;

    private CertifiedKey Issue(CertificateProfile profile, string name, SoftwareKey key, DateTimeOffset notAfter)
    {
        CertificateAuthority authority = _hierarchy.Authority;
        Certificate certificate = authority.Issue(profile, new DistinguishedNameParts { CommonName = name }, key.PublicKey, _clock.GetUtcNow(), notAfter);
        return new CertifiedKey(certificate, authority.ChainOfIssued, key);
    }

    /// <summary>
    /// An authority in the same process: OCSP for signers, lists for the rest. The evidence for the timestamp authority must
    /// live long, because nothing newer than the last document timestamp stands in the file.
    /// </summary>
    private sealed class Embedded(DevelopmentHierarchy hierarchy, TimeProvider clock) : IValidationMaterialSource, ICertificateStatusSource
    {
        public Task<ValidationMaterial> GetAsync(Certificate certificate, Certificate issuer, CancellationToken cancellationToken)
        {
            DateTimeOffset now = clock.GetUtcNow();
            bool isIssuing = issuer.Equals(hierarchy.IssuingAuthority.Certificate);
            if (isIssuing && !certificate.Equals(hierarchy.TimestampAuthority.Certificate))
            {
                OcspResponder responder = new(hierarchy.OcspResponder, issuer, new OcspResponderOptions());
                byte[] response = responder.Respond(OcspRequest.Create(certificate, issuer).Encode(), now, this);
                return Task.FromResult(new ValidationMaterial([], [], [response]));
            }

            Crl list = (isIssuing ? hierarchy.Authority : hierarchy.Parent).IssueCrl([], 1, now, now.AddDays(30));
            return Task.FromResult(new ValidationMaterial([], [list.Encoded], []));
        }

        public CertificateState Find(ReadOnlyMemory<byte> serialNumber) => new(OcspCertificateStatus.Good);
    }
}
