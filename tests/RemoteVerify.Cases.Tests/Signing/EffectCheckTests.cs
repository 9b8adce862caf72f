using RemoteVerify.Cases.States;
using RemoteVerify.Pki.Certificates;
using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Cases.Tests.Signing;

/// <summary>A document gets its effect because of its signatures, not because a state says so.</summary>
public sealed class EffectCheckTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Timestamp_WhenTheStateSaysSealedAndTheBytesDoNot_GetsNoEffect()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await CountersignedAsync(office);
        await office.Desk.DoAsync<OrganisationSealed>(Act.SealDocument, office.Seal, async (work, ct) =>
        {
            Countersigned current = (await work.CaseAsync<Countersigned>(id, ct)).Value;
            return await work.SaveAsync(current.Seal(work.Now, current.Document), ct);
        }, None);

        Refusal refusal = (await office.Timestamping().DoAsync(office.Seal, id, None)).Refusal!;
        Assert.Equal(RefusalCode.DocumentNotEffective, refusal.Code);
        Assert.Equal(["OrganisationSeal:missing"], refusal.Reasons);
        Assert.IsType<OrganisationSealed>((await office.ViewAsync(id)).Case);
    }

    [Fact]
    public async Task Timestamp_WhenTheOfficersCertificateWasRevokedBefore_GetsNoEffect()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await CountersignedAsync(office);
        Assert.True((await office.Sealing().DoAsync(office.Seal, id, None)).IsDone);
        string serial = Assert.IsType<OrganisationSealed>((await office.ViewAsync(id)).Case).Countersignature.CertificateSerial;
        office.Trust.SetRevoked([new CrlEntry(Convert.FromHexString(serial), office.Clock.GetUtcNow().AddHours(-1), RevocationReason.KeyCompromise)]);

        // The evidence that the timestamp is put over already shows it; the refusal names whose certificate it is.
        Refusal refusal = (await office.Timestamping().DoAsync(office.Seal, id, None)).Refusal!;
        Assert.Equal((RefusalCode.DocumentNotEffective, "Countersignature:certificate.revoked"), (refusal.Code, Assert.Single(refusal.Reasons)));
        Assert.IsType<OrganisationSealed>((await office.ViewAsync(id)).Case);
    }

    [Fact]
    public async Task Timestamp_WhenAnotherCertificateSignedThanTheCaseSays_GetsNoEffect()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await CountersignedAsync(office);
        Assert.True((await office.Sealing().DoAsync(office.Seal, id, None)).IsDone);
        await office.Desk.DoAsync<OrganisationSealed>(Act.SealDocument, office.Seal, async (work, ct) =>
        {
            OrganisationSealed current = (await work.CaseAsync<OrganisationSealed>(id, ct)).Value;
            return await work.SaveAsync(current with { File = current.File with { OfficerSignatures = [current.File.OfficerSignatures[0] with { CertificateSerial = "0102" }] } }, ct);
        }, None);
        Assert.Equal(["Countersignature:other-certificate"], (await office.Timestamping().DoAsync(office.Seal, id, None)).Refusal!.Reasons);
    }

    private static async Task<CaseId> CountersignedAsync(Office office)
    {
        CaseId id = await office.ProvenAsync();
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);
        await office.ApproveAsync(id);
        Assert.True((await office.CountersignAsync(id)).IsDone);
        return id;
    }
}
