using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Signing.Certificates;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Tests.Signing.Certificates;

public sealed class SlotKindsTests
{
    private static readonly SlotRule[] Slots =
    [
        new("party", SlotSigner.Participant, "Party", [SignatureKind.Public], 1),
        new("notary", SlotSigner.Officer, "Leads", [SignatureKind.Public, SignatureKind.SpecialPurpose], 2),
        new("organisation", SlotSigner.Organisation, "Seals", [SignatureKind.Public, SignatureKind.Development], 3),
    ];

    [Theory]
    [InlineData(SlotSigner.Officer, "Leads", SignatureKind.Public, true)]
    [InlineData(SlotSigner.Officer, "Leads", SignatureKind.OfficialDuty, false)]
    [InlineData(SlotSigner.Participant, "Party", SignatureKind.Public, true)]
    [InlineData(SlotSigner.Participant, "Party", SignatureKind.SpecialPurpose, false)]
    [InlineData(SlotSigner.Organisation, "Seals", SignatureKind.Public, true)]
    // Whatever the data say.
    [InlineData(SlotSigner.Officer, "Leads", SignatureKind.SpecialPurpose, false)]
    [InlineData(SlotSigner.Organisation, "Seals", SignatureKind.Development, false)]
    public void Refuse_InACaseWithEffect_TakesWhatTheProcedureNamesAndNothingSpecialPurpose(SlotSigner signer, string role, SignatureKind kind, bool taken)
    {
        Refusal? refusal = SlotKinds.Refuse(Procedure(), File(isTest: false, JourneyKind.NotarisedContract), signer, role, kind);
        Assert.Equal(taken, refusal is null);
        Assert.True(taken || (refusal!.Code == RefusalCode.SignatureKindNotAccepted && refusal.Reasons.Contains(kind.ToString())));
    }

    [Theory]
    [InlineData(SignatureKind.Development, true)]
    [InlineData(SignatureKind.SpecialPurpose, true)]
    [InlineData(SignatureKind.Foreign, false)]
    public void Refuse_InATrial_TakesWhatOnlyATrialCanHave(SignatureKind kind, bool taken) =>
        Assert.Equal(taken, SlotKinds.Refuse(Procedure(), File(isTest: true, JourneyKind.NotarisedContract), SlotSigner.Officer, "Leads", kind) is null);

    [Theory]
    [InlineData(false, JourneyKind.NotarisedContract, SignatureKind.SpecialPurpose, false)]
    [InlineData(false, JourneyKind.PaperCopy, SignatureKind.Development, false)]
    [InlineData(false, JourneyKind.PaperCopy, SignatureKind.OfficialDuty, true)]
    [InlineData(false, JourneyKind.RemoteContract, SignatureKind.SpecialPurpose, true)]
    [InlineData(true, JourneyKind.NotarisedContract, SignatureKind.Development, true)]
    public void TakesTimestamp_OfThisServicesAuthority_NeverForNotarisedOrCertifiedResults(bool isTest, JourneyKind journey, SignatureKind kind, bool taken) =>
        Assert.Equal(taken, SlotKinds.TakesTimestamp(File(isTest, journey), kind));

    private static Procedure Procedure() => ProcedureCatalog.Delivered().Versions[0] with { Slots = Slots };

    internal static CaseFile File(bool isTest, JourneyKind journey) => new(
        CaseId.New(DateTimeOffset.UnixEpoch), new TenantId("t"), "C-1", "p", "1", isTest, "Title", "portal-1", DateTimeOffset.UnixEpoch, [], 1) { Journey = journey };
}
