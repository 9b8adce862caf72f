using System.Reflection;
using System.Text.Json.Serialization;
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cases.Tests.States;

public sealed class ActTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Every act that changes a case, against every state: it works exactly where the state allows it.</summary>
    [Fact]
    public async Task Acts_InEveryState_WorkOnlyWhereAllowed()
    {
        await using Office office = await Office.OpenAsync();
        var seen = new HashSet<string>();
        foreach (Case example in CaseExamples.All(office.Clock.GetUtcNow()))
        {
            await SaveAsync(office, example);
            seen.Add(example.State);
            foreach ((Act act, Func<Office, CaseId, Task<Refusal?>> run) in Acts())
            {
                if (example.Allowed.Contains(act))
                {
                    continue;
                }

                Refusal? refusal = await run(office, example.File.Id);
                Assert.True(refusal is not null, $"{act} was done in {example.State}");
                Assert.True(refusal.Code == RefusalCode.CaseActionNotAllowed, $"{act} in {example.State}: {refusal}");
                Assert.Equal(example.Allowed.Select(a => a.Code), refusal.AllowedActions);
            }
        }

        Assert.Equal(StateNames(), seen.Order(StringComparer.Ordinal));
    }

    /// <summary>The names under which states are stored are the names that they call themselves.</summary>
    [Fact]
    public void Examples_CoverEveryState_UnderItsStoredName()
    {
        var stored = typeof(Case).GetCustomAttributes<JsonDerivedTypeAttribute>().ToDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);
        foreach (Case example in CaseExamples.All(new FakeClock().GetUtcNow()))
        {
            Assert.Equal(stored[example.GetType()], example.State);
            Assert.Equal(example.Allowed.Count, example.Allowed.Distinct().Count());
        }
    }

    private static IEnumerable<string> StateNames() => typeof(Case).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .Select(a => (string)a.TypeDiscriminator!).Order(StringComparer.Ordinal);

    /// <summary>Every act, asked by every role that it isn't for.</summary>
    [Fact]
    public async Task Acts_ByAnotherRole_AreRefusedAndRecorded()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        foreach (ActorRole role in Enum.GetValues<ActorRole>())
        {
            var actor = new Actor(role, "portal-1", Office.Tenant, id);
            foreach ((Act act, Func<Office, Actor, CaseId, Task<Refusal?>> run) in ByActor())
            {
                Refusal? refusal = await run(office, actor, id);
                Assert.Equal(!act.Permits(role), refusal?.Code == RefusalCode.ActorNotPermitted);
            }
        }
    }

    [Fact]
    public async Task Portal_AskingForPeoplesSignatures_Refused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        Sha256Digest hash = (await office.ViewAsync(id)).Case.CurrentDocument!.Sha256;

        Assert.Equal(RefusalCode.ActorNotPermitted, (await new ConfirmContent(office.Desk).DoAsync(office.Portal, id, hash, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await office.Signing().DoAsync(office.Portal, id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await new ApproveCase(office.Desk).DoAsync(office.Portal, id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await office.Finalising().DoAsync(office.Portal, id, new byte[64], None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await office.Sealing().DoAsync(office.Portal, id, None)).Refusal!.Code);
    }

    [Fact]
    public async Task ViewCase_OfAnotherPortalTenantOrCitizen_NotFound()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        var view = new ViewCase(office.Desk);

        Assert.Equal(RefusalCode.CaseNotFound, (await view.DoAsync(Actor.Portal(Office.Tenant, "portal-2"), id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.CaseNotFound, (await view.DoAsync(Actor.Officer(new TenantId("other"), "officer-1"), id, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.CaseNotFound, (await view.DoAsync(Office.Citizen(CaseId.New(office.Clock.GetUtcNow())), id, None)).Refusal!.Code);
        Assert.True((await view.DoAsync(Office.Citizen(id), id, None)).IsDone);
    }

    private static async Task SaveAsync(Office office, Case example)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        await unit.Cases.AddAsync(example, office.Clock.GetUtcNow(), None);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
    }

    private static Refusal? Of<T>(Outcome<T> outcome) => outcome.Refusal;

    private static IEnumerable<(Act, Func<Office, CaseId, Task<Refusal?>>)> Acts() => ByActor()
        .Where(a => a.Act != Act.ViewCase)
        .Select(a => (a.Act, (Func<Office, CaseId, Task<Refusal?>>)((office, id) => a.Run(office, ActorFor(office, a.Act, id), id))));

    private static Actor ActorFor(Office office, Act act, CaseId id) =>
        act.Permits(ActorRole.Officer) ? office.Officer : act.Permits(ActorRole.Portal) ? office.Portal
        : act.Permits(ActorRole.Citizen) ? Office.Citizen(id) : act.Permits(ActorRole.Service) ? office.Service : office.Seal;

    private static IEnumerable<(Act Act, Func<Office, Actor, CaseId, Task<Refusal?>> Run)> ByActor() =>
    [
        (Act.ViewCase, async (o, a, id) => Of(await new ViewCase(o.Desk).DoAsync(a, id, None))),
        (Act.AttachDocument, async (o, a, id) => Of(await new AttachDocument(o.Desk, o.Procedures, o.Signer).DoAsync(a, id, new byte[4], SignaturePlaces.None, None))),
        (Act.StartVerification, async (o, a, id) => Of(await new StartVerification(o.Desk).DoAsync(a, id, new ParticipantId("p1"), None))),
        (Act.ConfirmContent, async (o, a, id) => Of(await new ConfirmContent(o.Desk).DoAsync(a, id, Sha256Digest.Of("x"u8), None))),
        (Act.SignDocument, async (o, a, id) => Of(await o.Signing().DoAsync(a, id, None))),
        (Act.ApproveCase, async (o, a, id) => Of(await new ApproveCase(o.Desk).DoAsync(a, id, None))),
        (Act.RefuseCase, async (o, a, id) => Of(await new RefuseCase(o.Desk).DoAsync(a, id, "x", "y", None))),
        (Act.PrepareCountersignature, async (o, a, id) => Of(await o.Preparing().DoAsync(a, id, "00", None))),
        (Act.FinaliseCountersignature, async (o, a, id) => Of(await o.Finalising().DoAsync(a, id, new byte[64], None))),
        (Act.SealDocument, async (o, a, id) => Of(await o.Sealing().DoAsync(a, id, None))),
        (Act.TimestampDocument, async (o, a, id) => Of(await o.Timestamping().DoAsync(a, id, None))),
        (Act.SubmitCase, async (o, a, id) => Of(await new SubmitCase(o.Desk, o.Procedures).DoAsync(a, id, None))),
        (Act.AcceptCase, async (o, a, id) => Of(await new AcceptCase(o.Desk, o.Procedures).DoAsync(a, id, None))),
        (Act.RequestSupplement, async (o, a, id) => Of(await new RequestSupplement(o.Desk).DoAsync(a, id, ["x"], "y", null, None))),
        (Act.ProvideSupplement, async (o, a, id) => Of(await new ProvideSupplement(o.Desk).DoAsync(a, id, None))),
        (Act.RequestPayment, async (o, a, id) => Of(await new RequestPayment(o.Desk).DoAsync(a, id, [new("Phí", 1)], None))),
        (Act.RequestWithdrawal, async (o, a, id) => Of(await new RequestWithdrawal(o.Desk).DoAsync(a, id, "x", None))),
        (Act.DecideWithdrawal, async (o, a, id) => Of(await new DecideWithdrawal(o.Desk).DoAsync(a, id, true, "x", None))),
        (Act.StopCase, async (o, a, id) => Of(await new StopCase(o.Desk).DoAsync(a, id, "x", "y", None))),
        (Act.ContestRefusal, async (o, a, id) => Of(await new ContestRefusal(o.Desk).DoAsync(a, id, "x", None))),
        (Act.DecideContest, async (o, a, id) => Of(await new DecideContest(o.Desk).DoAsync(a, id, true, "x", None))),
        (Act.ExpireCase, async (o, a, id) => Of(await new ExpireCase(o.Desk).DoAsync(a, id, None))),
        (Act.ReserveNumber, async (o, a, id) => Of(await new ReserveNumber(o.Desk, o.Procedures).DoAsync(a, id, None))),
        (Act.DeliverResult, async (o, a, id) => Of(await new DeliverResult(o.Desk).DoAsync(a, id, DeliveryWay.Online, None))),
        (Act.StoreResult, async (o, a, id) => Of(await new StoreResult(o.Desk, o.Seals, o.Validator).DoAsync(a, id, None))),
    ];
}
