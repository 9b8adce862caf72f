using System.Security.Cryptography;
using RemoteVerify.Authority.CertificateAuthority;
using RemoteVerify.Pades.LongTerm;
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Tests.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pades.Validation.Proofs;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;
using RemoteVerify.Pki.Revocation;
using RemoteVerify.TestKit;

namespace RemoteVerify.Pades.Tests.LongTerm;

/// <summary>
/// The dossier of a notary: two citizens, notary, seal; evidence, document timestamp, renewals by younger authorities. It
/// must stand at every step and after 30 years, when every certificate of its first day has ended and algorithms with it.
/// </summary>
public sealed class ThirtyYearsTests : IDisposable
{
    private static readonly string[] Fields = ["CongDan1", "CongDan2", "CongChungVien", "ToChuc"];

    private static readonly DateTimeOffset End = new(2045, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeClock _clock = new();
    private readonly Generations _generations;
    private readonly List<CertifiedKey> _signers;

    public ThirtyYearsTests()
    {
        _generations = new Generations(_clock);
        _generations.Add();
        _signers =
        [
            _generations.Issue(CertificateProfile.CitizenOneTime, "Nguyễn Văn Minh Họa", TimeSpan.FromMinutes(15)),
            _generations.Issue(CertificateProfile.CitizenOneTime, "Lê Thị Minh Họa", TimeSpan.FromMinutes(30)),
            _generations.Issue(CertificateProfile.Officer, "Trần Thị Công Chứng", TimeSpan.FromDays(1000)),
            _generations.First.OrganisationSeal,
        ];
    }

    public void Dispose() => _generations.Dispose();

    [SkippableFact]
    public async Task WholeFlow_RenewedByThreeGenerations_PassesAtEveryStepAndAfterThirtyYears()
    {
        byte[] pdf = await ArchivedAsync();
        RevokeTheNotary();
        foreach (int years in new[] { 1, 8, 9, 9 })
        {
            _clock.Advance(TimeSpan.FromDays(365.25 * years));
            Passes(pdf, $"before the renewal at {_clock.GetUtcNow():yyyy}");
            if (years > 1)
            {
                _generations.Add();
            }

            pdf = Done(await LongTermExtender.ArchiveAsync(pdf, LongTerm(), _generations.Tsa, default));
            Passes(pdf, $"after the renewal at {_clock.GetUtcNow():yyyy}");
        }

        _clock.Advance(TimeSpan.FromDays(365.25 * 3));
        Assert.Equal(2056, _clock.GetUtcNow().Year);
        ValidationReport report = Passes(pdf, "after 30 years");
        Assert.All(report.Signatures, s =>
        {
            Assert.Equal(2026, s.BestSignatureTime!.Value.Year);
            Assert.Equal("PAdES-BASELINE-LTA", s.Profile);
            Assert.Equal(AnchorKind.Development, s.Kind);
            Assert.False(s.Path[^1].IsValidAt(_clock.GetUtcNow()), "the root of the signer is still valid, so that this test shows little");
        });
        Assert.Contains(report.Proofs, p => p.Object == ProvenObject.OcspResponse && p.Time.Year == 2026);
    }

    [SkippableFact]
    public async Task WholeFlow_WithoutRenewal_IsNotPassedAfterThirtyYears()
    {
        byte[] pdf = await ArchivedAsync();
        _clock.Advance(TimeSpan.FromDays(365.25 * 9));
        Passes(pdf, "while the authority of the only document timestamp is valid");
        _clock.Advance(TimeSpan.FromDays(365.25 * 21));
        ValidationReport report = Validate(pdf);
        Assert.Equal(Indication.Indeterminate, report.Indication);
        Assert.All(report.Signatures, s => Assert.Equal(Indication.Indeterminate, s.Indication));
    }

    [SkippableFact]
    public async Task WholeFlow_RenewedTooLate_IsRefusedByTheExtender()
    {
        byte[] pdf = await ArchivedAsync();
        _clock.Advance(TimeSpan.FromDays(365.25 * 11));
        _generations.Add();

        SignResult.Refused refused = Assert.IsType<SignResult.Refused>(
            await LongTermExtender.ArchiveAsync(pdf, LongTerm(), _generations.Tsa, default));

        Assert.Equal(RefusalCode.ValidationMaterialMissing, refused.Code);
    }

    [SkippableFact]
    public async Task WholeFlow_RevokedBeforeItWasSigned_IsNotPassed()
    {
        byte[] pdf = await ArchivedAsync();
        _generations.Revoked.Add(new CrlEntry(_signers[2].Certificate.SerialNumber, new FakeClock().GetUtcNow().AddSeconds(1), RevocationReason.KeyCompromise));
        _clock.Advance(TimeSpan.FromDays(40));

        ValidationReport report = Validate(pdf);

        Assert.Equal(Indication.Indeterminate, report.Indication);
        Assert.Equal(SubIndication.RevokedNoPoe, report.Signatures[2].SubIndication);
        Assert.Equal(Indication.TotalPassed, report.Signatures[0].Indication);
    }

    /// <summary>Every step but the renewals, each validated.</summary>
    private async Task<byte[]> ArchivedAsync()
    {
        byte[] pdf = SignatureFields.Add(SigningMaterial.OnePage(),
            [.. Fields.Select((name, i) => new SignatureFieldSpec { Name = name, Rectangle = new Frame(60 + (120 * i), 300, 110, 60) })]);
        for (int i = 0; i < Fields.Length; i++)
        {
            SignatureRequest request = new()
            {
                FieldName = Fields[i], RequireExistingField = true, SigningTime = _clock.GetUtcNow(), Profile = SignatureProfile.BT,
                CommitmentType = i == 2 ? CommitmentType.ProofOfApproval : null,
            };
            pdf = Done(await PadesSigner.SignAsync(pdf, request, _signers[i], _generations.Tsa, null, default));
            _clock.Advance(TimeSpan.FromMinutes(2));
            Passes(pdf, $"after signature {i + 1}");
        }

        pdf = Done(await LongTermExtender.AddValidationMaterialAsync(pdf, LongTerm(), default));
        Passes(pdf, "with evidence");
        pdf = Done(await LongTermExtender.ArchiveAsync(pdf, LongTerm(), _generations.Tsa, default));
        Passes(pdf, "with a document timestamp");
        _clock.Advance(TimeSpan.FromHours(2));
        Passes(pdf, "after the citizens' certificates have expired");
        return pdf;
    }

    private static byte[] Done(SignResult result) => result is SignResult.Signed signed ? signed.Pdf : throw new InvalidOperationException(result.ToString());

    private void RevokeTheNotary() =>
        _generations.Revoked.Add(new CrlEntry(_signers[2].Certificate.SerialNumber, _clock.GetUtcNow().AddDays(200), RevocationReason.CessationOfOperation));

    private LongTermOptions LongTerm() => new()
    {
        Anchors = _generations.Roots, Source = _generations, At = _clock.GetUtcNow(),
        TimestampDigest = _clock.GetUtcNow().Year >= 2040 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256,
    };

    private ValidationReport Passes(byte[] pdf, string step)
    {
        ValidationReport report = Validate(pdf);
        string findings = string.Join('\n', report.Signatures.SelectMany(s => s.Checks).Concat(report.DocumentTimestamps.SelectMany(t => t.Checks)).Where(c => !c.Ok));
        Assert.True(report.Indication == Indication.TotalPassed && report.Signatures.Count > 0, $"{step}: {report}\n{findings}");
        return report;
    }

    /// <summary>SHA-256 and P-256 end in 2045: what is older than that and proven stays acceptable.</summary>
    private ValidationReport Validate(byte[] pdf) => PadesValidator.Validate(pdf, new ValidationOptions
    {
        Anchors = _generations.Roots,
        At = _clock.GetUtcNow(),
        Crls = _generations.ListsNow(),
        Algorithms = AlgorithmPolicy.Default with { Ends = [new AlgorithmEnd("SHA256", null, End), new AlgorithmEnd("EC", 384, End)] },
    });
}
