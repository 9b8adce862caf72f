using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cases.Tests.Recording;

/// <summary>Every look-up, decision, view of evidence and signature is a leaf of the log.</summary>
public sealed class SilentActsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>What the order names, act by act; a new act of these kinds belongs here.</summary>
    private static readonly Act[] MustBeRecorded =
    [
        // look-ups
        Act.LookUp, Act.LookUpStatus, Act.FindResults, Act.CheckPrevention, Act.ResolvePersonCode, Act.UseShare, Act.ReadRegister, Act.ListOwnResults, Act.PlayLiveRecording,

        // decisions
        Act.DecideIdentity, Act.ApproveCase, Act.RefuseCase, Act.AcceptCase, Act.DecideContest, Act.DecideWithdrawal, Act.StopCase, Act.ExpireCase, Act.CompareOriginal, Act.ConfirmImport, Act.RejectImport,
        Act.RevokeCertificate, Act.RevokeResult, Act.ReplaceResult, Act.DestroyData, Act.ConfirmCapacity, Act.AnswerShareRequest,

        // views of evidence and of what people handed in
        Act.ViewEvidence, Act.ComposeReport, Act.ReadPaper, Act.ReadDocument, Act.ReadResult, Act.ViewResult, Act.ViewImport, Act.UseDownloadLink,

        // signatures
        Act.SignDocument, Act.FinaliseRemoteSignature, Act.FinaliseCountersignature, Act.SealDocument, Act.TimestampDocument, Act.ConfirmContent, Act.IssueCopy, Act.StoreResult,
    ];

    [Fact]
    public void SilentActs_OfAll_NameNoLookUpDecisionViewOfEvidenceOrSignature()
    {
        Assert.Empty(SilentActs.All.Intersect(MustBeRecorded));
        Assert.True(SilentActs.All.Count < Act.All.Count / 4);
    }

    /// <summary>Through the desk, over a real database: each act that may not be silent leaves a leaf when it is done and when it is refused.</summary>
    [Fact]
    public async Task EveryAct_ThatIsNotListed_LeavesALeafAndCanNotBeSilenced()
    {
        string folder = Directory.CreateTempSubdirectory("rv-acts-").FullName;
        SqliteStorage storage = new(Path.Combine(folder, "store.db"), new MasterKey("k", new byte[32]), new FakeClock());
        await storage.MigrateAsync(None);
        Desk desk = new(storage, new FakeClock());
        long size = 0;
        foreach (Act act in Act.All.Except(SilentActs.All))
        {
            Actor actor = new(Enum.GetValues<ActorRole>().First(act.Permits), "someone", new TenantId("t"));
            await desk.DoAsync<int>(act, actor, (_, _) => Task.FromResult<Outcome<int>>(1), None);
            await desk.DoAsync<int>(act, actor, (_, _) => Task.FromResult<Outcome<int>>(new Refusal(RefusalCode.ReasonRequired, "no")), None);
            await Assert.ThrowsAsync<InvalidOperationException>(() => desk.DoAsync<int>(act, actor, (work, _) =>
            {
                work.StaySilent();
                return Task.FromResult<Outcome<int>>(1);
            }, None));
            Assert.True(await storage.Log.SizeAsync(None) == size + 2, act.Code);
            size += 2;
        }

        await storage.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
