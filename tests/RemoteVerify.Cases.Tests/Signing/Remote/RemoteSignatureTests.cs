using System.Security.Cryptography;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Signing.Remote;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Tests.Signing.Certificates;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Tests.Signing.Remote;

public sealed class RemoteSignatureTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Sign_WithTheParticipantsKeyAtAProvider_SignsExactlyTheConfirmedDocument()
    {
        await using Office office = await Office.OpenAsync();
        using Setting setting = new(office);
        CaseId id = await office.ProvenAsync();
        Sha256Digest shown = await ConfirmAsync(office, id);

        RemoteSignatureTask task = (await setting.Prepare().DoAsync(Office.Citizen(id), id, "mau", null, None)).Value;
        Assert.Equal(shown, task.DocumentSha256);
        Refusal wrong = (await setting.Finalise().DoAsync(Office.Citizen(id), id, new RemoteSecrets("0", null), None)).Refusal!;
        Assert.Equal(RefusalCode.SigningProviderRefused, wrong.Code);
        var signed = Assert.IsType<ParticipantsSigned>((await setting.Finalise().DoAsync(Office.Citizen(id), id, new RemoteSecrets(KeyAtProvider.Pin, null), None)).Value);

        ParticipantSignature signature = Assert.Single(signed.Signatures);
        Assert.Equal((shown, "mau", task.CertificateSerial), (signature.SignedSha256, signature.Provider, signature.CertificateSerial));
        Assert.Single(setting.Provider.Signed);
    }

    [Fact]
    public async Task Prepare_CertificateOfAnotherPersonOrKind_IsRefusedBeforeAnythingIsPrepared()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        await ConfirmAsync(office, id);
        using (Setting other = new(office, "PNOVN-001199000099"))
        {
            Assert.Equal(RefusalCode.CertificateOfAnotherPerson, (await other.Prepare().DoAsync(Office.Citizen(id), id, "mau", null, None)).Refusal!.Code);
        }

        using Setting foreign = new(office, kind: AnchorKind.Foreign);
        Assert.Equal(RefusalCode.SignatureKindNotAccepted, (await foreign.Prepare().DoAsync(Office.Citizen(id), id, "mau", null, None)).Refusal!.Code);
        Assert.Empty(Assert.IsType<ContentConfirmed>((await office.ViewAsync(id)).Case).Remote);
    }

    [Fact]
    public async Task Finalise_WithoutPreparationOrTooLate_IsRefused()
    {
        await using Office office = await Office.OpenAsync();
        using Setting setting = new(office);
        CaseId id = await office.ProvenAsync();
        Assert.Equal(RefusalCode.CaseActionNotAllowed, (await setting.Prepare().DoAsync(Office.Citizen(id), id, "mau", null, None)).Refusal!.Code);
        await ConfirmAsync(office, id);
        RemoteSecrets secrets = new(KeyAtProvider.Pin, null);
        Assert.Equal(RefusalCode.RemoteSignatureNotPrepared, (await setting.Finalise().DoAsync(Office.Citizen(id), id, secrets, None)).Refusal!.Code);
        Assert.True((await setting.Prepare().DoAsync(Office.Citizen(id), id, "mau", null, None)).IsDone);
        office.Clock.Advance(PrepareRemoteSignature.Lifetime + TimeSpan.FromSeconds(1));
        Assert.Equal(RefusalCode.RemoteSignatureExpired, (await setting.Finalise().DoAsync(Office.Citizen(id), id, secrets, None)).Refusal!.Code);
        Assert.Empty(setting.Provider.Signed);
    }

    [Fact]
    public async Task Finalise_AfterAnotherParticipantSigned_NeedsAnotherLookAtTheDocument()
    {
        await using Office office = await Office.OpenAsync();
        using Setting setting = new(office);
        CaseId id = await office.ProvenAsync((Office.Name, Office.Number), ("Lê Thị Hai", "001199000022"));
        await ConfirmAsync(office, id);
        Assert.True((await setting.Prepare().DoAsync(Office.Citizen(id), id, "mau", null, None)).IsDone);
        Assert.True((await office.ConfirmAndSignAsync(id, "p2")).IsDone);
        Assert.Equal(RefusalCode.CaseActionNotAllowed, (await setting.Finalise().DoAsync(Office.Citizen(id), id, new RemoteSecrets(KeyAtProvider.Pin, null), None)).Refusal!.Code);
        await ConfirmAsync(office, id);
        Assert.Equal(RefusalCode.RemoteSignatureNotPrepared, (await setting.Finalise().DoAsync(Office.Citizen(id), id, new RemoteSecrets(KeyAtProvider.Pin, null), None)).Refusal!.Code);
    }

    [Fact]
    public async Task SignDocument_OutOfTheOrderOfTheProcedure_IsRefused()
    {
        await using Office office = await Office.OpenAsync();
        office.Procedures = new(new(
            [.. ProcedureCatalog.Delivered().Versions.Select(v => v with
            {
                Slots =
                [
                    new("witness", SlotSigner.Participant, nameof(ParticipantKind.Witness), [SignatureKind.SpecialPurpose], 2),
                    new("party", SlotSigner.Participant, nameof(ParticipantKind.Party), [SignatureKind.SpecialPurpose], 1),
                ],
            })]), new ProcedureRule(TakesUnverified: true));
        CaseId id = await office.ProvenAsync((Office.Name, Office.Number), ("Lê Thị Hai", "001199000022"));
        await office.Desk.DoAsync<AwaitingConfirmation>(Act.ConfirmContent, Office.Citizen(id), async (work, ct) =>
        {
            AwaitingConfirmation current = (await work.CaseAsync<AwaitingConfirmation>(id, ct)).Value;
            return await work.SaveAsync(current with { File = current.File with { Participants = [current.File.Participants[0] with { Kind = ParticipantKind.Witness }, current.File.Participants[1]] } }, ct);
        }, None);

        Refusal early = (await office.ConfirmAndSignAsync(id, "p1")).Refusal!;
        Assert.Equal(RefusalCode.SignerNotNext, early.Code);
        Assert.Equal(["Signature_p2"], early.Reasons);
        Assert.True((await office.ConfirmAndSignAsync(id, "p2")).IsDone);
        Assert.True((await office.ConfirmAndSignAsync(id, "p1")).IsDone);
    }

    private static async Task<Sha256Digest> ConfirmAsync(Office office, CaseId id, string participant = "p1")
    {
        Actor citizen = Office.Citizen(id, participant);
        ShownDocument shown = (await new ReadDocument(office.Desk).DoAsync(citizen, id, None)).Value;
        Assert.True((await new ConfirmContent(office.Desk).DoAsync(citizen, id, shown.Sha256, None)).IsDone);
        return shown.Sha256;
    }

    /// <summary>A public provider with the first participant's key, and a trial whose party may sign with it.</summary>
    private sealed class Setting : IDisposable
    {
        private readonly Office _office;
        private readonly PublicProvider _authority;
        private readonly SoftwareKey _key = SoftwareKey.CreateEcdsa(ECCurve.NamedCurves.nistP256);

        public Setting(Office office, string serialNumber = $"CCCD:{Office.Number}", AnchorKind kind = AnchorKind.Public)
        {
            _office = office;
            _authority = new PublicProvider(office.Clock.GetUtcNow());
            Provider = new KeyAtProvider(_key, _authority.Issue(_key, Office.Name, serialNumber), [_authority.Root]);
            office.National = _authority.Listed(kind);
            office.Procedures = new(new(
                [.. ProcedureCatalog.Delivered().Versions.Select(v => v with { Slots = [new("party", SlotSigner.Participant, "Party", [SignatureKind.Public], 1)] })]), new ProcedureRule(TakesUnverified: true));
        }

        public KeyAtProvider Provider { get; }

        public PrepareRemoteSignature Prepare() => new(_office.Desk, Provider, _office.Signer, _office.Guard, _office.Policy);

        public FinaliseRemoteSignature Finalise() => new(_office.Desk, Provider, _office.Signer, _office.Validator, _office.Guard, _office.Policy);

        public void Dispose()
        {
            _authority.Dispose();
            _key.Dispose();
        }
    }
}
