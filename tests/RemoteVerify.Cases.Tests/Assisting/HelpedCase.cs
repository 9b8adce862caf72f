using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Assisting;

/// <summary>A helper beside a person whose identity is proven, over a whole office.</summary>
internal sealed class HelpedCase(Office office) : IHelperDirectory
{
    private static readonly CancellationToken None = CancellationToken.None;

    public const string Agent = "Bưu cục Thử Nghiệm";

    public Actor Helper { get; } = Actor.Helper(Office.Tenant, "helper-1");

    public Actor OtherHelper { get; } = Actor.Helper(Office.Tenant, "helper-2");

    public int MostInADay { get; set; } = 5;

    public AssistingPolicy Policy { get; init; } = new();

    public BeginAssistance Beginning => new(office.Desk, this, Policy, office.Policy);

    public RegisteredHelper? Find(TenantId tenant, string account) =>
        tenant == Office.Tenant && account is "helper-1" or "helper-2" ? new RegisteredHelper(account, "Lê Văn Giúp", Agent, MostInADay) : null;

    public async Task<string> CodeAsync(CaseId id) => (await office.ViewAsync(id)).Case.File.Code;

    public async Task<Outcome<Assistance>> BeginAsync(CaseId id, Actor? helper = null, string number = Office.Number) =>
        await Beginning.DoAsync(helper ?? Helper, await CodeAsync(id), number, None);

    /// <summary>Begun, and the person agreed by a tick.</summary>
    public async Task<Assistance> AgreedAsync(CaseId id)
    {
        Outcome<Assistance> begun = await BeginAsync(id);
        Assert.True(begun.IsDone, begun.ToString());
        return (await Presence(begun.Value.Id)).Value;
    }

    public Task<Outcome<Assistance>> Presence(Guid id, bool ticked = true, byte[]? sound = null, string text = RecordedPresence.CurrentText) =>
        new RecordPresence(office.Desk, Policy).DoAsync(Helper, id, text, ticked, sound, None);

    public Task<Outcome<HandedOver>> Hand(Guid id, bool alone) => new HandOver(office.Desk, office.Policy).DoAsync(Helper, id, alone, None);

    /// <summary>The person's session of a handover, recognised from its token as the host does.</summary>
    public async Task<Actor> SessionAsync(GivenToken link)
    {
        GivenToken session = (await new EnterAsCitizen(office.Desk).DoAsync(link.Token, None)).Value;
        return (await new RecogniseCitizen(office.Storage, office.Clock).DoAsync(session.Token, None)).Value;
    }

    /// <summary>The person has the machine alone.</summary>
    public async Task<(Assistance Assistance, Actor Person)> AloneAsync(CaseId id)
    {
        Assistance agreed = await AgreedAsync(id);
        Outcome<HandedOver> handed = await Hand(agreed.Id, alone: true);
        Assert.True(handed.IsDone, handed.ToString());
        return (handed.Value.Assistance, await SessionAsync(handed.Value.Link));
    }

    public Task<Outcome<Assistance>> AnswerAsync(Actor person, bool isPressed) => new AnswerAlone(office.Desk).DoAsync(person, isPressed, None);

    public async Task<Outcome<CaseWithDocument>> ConfirmAndSignAsync(Actor person, CaseId id)
    {
        Sha256Digest shown = (await new ReadDocument(office.Desk).DoAsync(person, id, None)).Value.Sha256;
        Outcome<ContentConfirmed> confirmed = await new ConfirmContent(office.Desk).DoAsync(person, id, shown, None);
        return confirmed.Refusal is { } refusal ? refusal : await office.Signing().DoAsync(person, id, None);
    }

    public Task<Outcome<Assistance>> EndAsync(Guid id) => new EndAssistance(office.Desk, office.Policy).DoAsync(Helper, id, None);

    public async Task<OpenStep> StepAsync(Guid id) => (await new ViewAssistance(office.Desk, office.Procedures, office.Policy).DoAsync(Helper, id, None)).Value;

    public async Task<OwnAssistances> OwnAsync() => (await new ListAssistances(office.Desk, this).DoAsync(Helper, None)).Value;

    public async Task<IReadOnlyList<ConcernView>> ConcernsAsync(bool onlyOpen = true) => (await new ListConcerns(office.Desk).DoAsync(office.Officer, onlyOpen, None)).Value;

    public async Task<AssistanceReport> ReportAsync(string month) => (await new ReadAssistanceReport(office.Desk).DoAsync(office.Officer, month, None)).Value;

    public async Task<ReadOnlyMemory<byte>?> BlobAsync(CaseId id, BlobId blob)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        return await unit.Blobs.GetAsync(id, blob, None);
    }
}
