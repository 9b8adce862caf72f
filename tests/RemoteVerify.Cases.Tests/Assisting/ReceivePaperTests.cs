using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Tests.Assisting;

/// <summary>Papers that waited at a service point: under the rules of any upload and of any help, once each.</summary>
public sealed class ReceivePaperTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private Office _office = null!;
    private HelpedCase _helped = null!;
    private QueuedPaper _item = null!;
    private CaseId _case;

    public async Task InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _helped = new HelpedCase(_office);
        DraftCase draft = await _office.OpenCaseAsync();
        _case = draft.File.Id;
        _item = new QueuedPaper(Guid.NewGuid(), draft.File.Code, Office.Number, "draft", RecordedPresence.CurrentText, _office.Clock.GetUtcNow(), _office.Contract());
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task Item_SentTwice_IsAddedOnce_AndCounted()
    {
        Assert.True((await ReceiveAsync(_item)).Value);
        Assert.False((await ReceiveAsync(_item)).Value);
        DossierPaper paper = Assert.Single((await _office.ViewAsync(_case)).Case.File.Dossier.Papers);
        Assert.Equal(("draft", PaperOrigin.Uploaded), (paper.Need, paper.Origin));

        // A second paper of the same person that day is added and not counted again.
        Assert.True((await ReceiveAsync(_item with { Id = Guid.NewGuid() })).IsDone);
        OwnAssistances own = await _helped.OwnAsync();
        Assert.Equal((1, 1), (own.Today.Begun, own.Month.Counted));
        Assert.Null(own.Open);
    }

    [Fact]
    public async Task Item_ThatMayNotCome_IsRefused_AndAddsNothing()
    {
        (QueuedPaper Item, RefusalCode Code)[] refused =
        [
            (_item with { AgreedTo = null }, RefusalCode.QueuedItemInvalid),
            (_item with { TakenAt = _office.Clock.GetUtcNow() - ReceivePaper.LongestWait - TimeSpan.FromMinutes(1) }, RefusalCode.QueuedItemInvalid),
            (_item with { PersonalNumber = "001199000098" }, RefusalCode.AssistanceCaseNotFound),
            (_item with { Need = "nothing" }, RefusalCode.PaperUnknown),
            (_item with { Bytes = new byte[100] }, RefusalCode.UploadNotAccepted),
        ];
        foreach ((QueuedPaper item, RefusalCode code) in refused)
        {
            Assert.Equal(code, (await ReceiveAsync(item)).Refusal!.Code);
        }

        Assert.Empty((await _office.ViewAsync(_case)).Case.File.Dossier.Papers);
        Assert.Equal(1, (await _helped.OwnAsync()).Today.Misses);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await ReceiveAsync(_item, Actor.Helper(Office.Tenant, "nobody"))).Refusal!.Code);
        Assert.Equal(RefusalCode.ActorNotPermitted, (await ReceiveAsync(_item, _office.Officer)).Refusal!.Code);
        Assert.True((await ReceiveAsync(_item)).Value);
    }

    private Task<Outcome<bool>> ReceiveAsync(QueuedPaper item, Actor? actor = null) =>
        new ReceivePaper(_office.Desk, _helped, _helped.Policy, _office.Policy, new AddPaper(_office.Desk, _office.Procedures)).DoAsync(actor ?? _helped.Helper, item, None);
}
