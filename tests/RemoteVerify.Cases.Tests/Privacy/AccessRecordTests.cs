using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sharing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Tests.Results;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Tests.Privacy;

public sealed class AccessRecordTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Who looked, decided, searched and was shown something: by office and role, with the leaf of the log, and without anybody's account.</summary>
    [Fact]
    public async Task ListOwnRecords_OfAProvenPerson_NamesLooksDecisionsAndUsesByOfficeAndRole()
    {
        await using Office office = await Office.OpenAsync();
        CaseId earlier = await office.RefusedAsync();
        VerificationId verification = (await office.ViewAsync(earlier)).Verifications[0].File.Id;
        Assert.True((await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, verification, None)).IsDone);
        var document = await office.AddAsync();
        Assert.True((await new FindResults(office.Desk).DoAsync(office.Officer, new ResultQuery(Office.Number, null, "marriage", "Đăng ký kết hôn", null), None)).IsDone);
        Actor citizen = await office.ProvenCitizenAsync();
        ShareOrder order = new(
            ShareRecipient.Bearer, new ShareScope([document.Id], [], ShareContent.Existence), "Mở tài khoản", office.Clock.GetUtcNow().AddDays(1), "share-result/2026-11", true);
        GivenShare share = (await new ShareResult(office.Desk, ShareConsentTexts.Delivered()).DoAsync(citizen, order, None)).Value;
        Assert.True((await new UseShare(office.Desk).DoAsync(Actor.Anyone, share.Token!, None)).IsDone);

        IReadOnlyList<AccessRecord> records = (await new ListOwnRecords(office.Desk, office.Points).DoAsync(citizen, None)).Value;

        Assert.Contains(records, record => record is { Act: "evidence.view", Kind: "view", Result: "done", Index: not null } && record.Role == "Cán bộ, công chức, công chứng viên");
        Assert.Contains(records, record => record is { Act: "case.refuse", Kind: "decision" });
        Assert.Contains(records, record => record is { Act: "result.find", Kind: "look-up", Purpose: "marriage", CaseCode: null });
        Assert.Contains(records, record => record is { Act: "share.use", Kind: "share", Purpose: "Mở tài khoản" });
        Assert.DoesNotContain(records, record => record.ToString().Contains("officer-1", StringComparison.Ordinal) || record.Office.Contains("officer-1", StringComparison.Ordinal));
        Assert.Equal(records.OrderByDescending(record => record.At).Select(record => record.At), records.Select(record => record.At));

        // Looking is recorded too, and is there at the next look.
        Assert.Contains((await new ListOwnRecords(office.Desk, office.Points).DoAsync(citizen, None)).Value, record => record.Act == "record.list-own");
    }

    [Fact]
    public async Task ListOwnRecords_OfACaseWithOthers_ShowsNothingThatIsAboutThem()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync((Office.Name, Office.Number), ("Trần Văn Khác", "001199000020"));
        VerificationId[] verifications = [.. (await office.ViewAsync(id)).Verifications.OrderBy(v => v.File.Participant.Value).Select(v => v.File.Id)];
        Assert.True((await new ViewEvidence(office.Desk, office.Sealer).DoAsync(office.Officer, verifications[1], None)).IsDone);

        Assert.DoesNotContain((await new ListOwnRecords(office.Desk, office.Points).DoAsync(Office.Citizen(id, "p1"), None)).Value, record => record.Act == "evidence.view");
        Assert.Contains((await new ListOwnRecords(office.Desk, office.Points).DoAsync(Office.Citizen(id, "p2"), None)).Value, record => record.Act == "evidence.view");
    }

    [Fact]
    public async Task ListOwnRecords_WithoutAProof_IsRefused()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        Assert.Equal(RefusalCode.IdentityNotProven, (await new ListOwnRecords(office.Desk, office.Points).DoAsync(Office.Citizen(id), None)).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await new ListOwnRecords(office.Desk, office.Points).DoAsync(office.Officer, None)).Refusal!.Code);
    }

    /// <summary>Words for acts that don't exist would never be seen, and a look, decision or signature without words would be hidden.</summary>
    [Fact]
    public void Words_OfActs_AreOfRealActsAndNoLookOrDecisionIsWithout()
    {
        RecordWords words = RecordWords.Delivered;
        Assert.Empty(words.Acts.Keys.Except(Act.All.Select(act => act.Code)));
        Assert.Equal(words.Roles.Keys, words.RolesEn.Keys);
        Assert.All(words.Acts.Values, act => Assert.False(string.IsNullOrWhiteSpace(act.Vi) || string.IsNullOrWhiteSpace(act.En)));
        Assert.Empty(words.Acts.Values.Select(act => act.Kind).Except(words.Kinds.Keys));
        Assert.Equal(Enum.GetNames<ActorRole>().Order(), words.Roles.Keys.Order());
        Act[] seen =
        [
            Act.LookUp, Act.LookUpStatus, Act.FindResults, Act.CheckPrevention, Act.ViewEvidence, Act.ComposeReport, Act.ReadPaper, Act.ReadDocument, Act.ReadResult, Act.ViewResult, Act.DecideIdentity,
            Act.ApproveCase, Act.RefuseCase, Act.AcceptCase, Act.DecideContest, Act.StopCase, Act.FindEarlierCases, Act.DestroyData, Act.PlaceHold, Act.ReleaseHold, Act.AnswerDataRequest,
            Act.ExportPersonData, Act.PrintCase, Act.ExportDossier, Act.PlayLiveRecording, Act.UseShare, Act.SignDocument, Act.SealDocument, Act.FinaliseCountersignature,
        ];
        Assert.Empty(seen.Select(act => act.Code).Except(words.Acts.Keys));
    }
}
