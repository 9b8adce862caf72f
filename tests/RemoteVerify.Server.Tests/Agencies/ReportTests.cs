using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.States;
using RemoteVerify.Synthetic.Registers;

namespace RemoteVerify.Server.Tests.Agencies;

/// <summary>Finished transactions for the province's database, and requests to correct a database.</summary>
public class ReportTests
{
    [Fact]
    public async Task Correction_ThatSomebodyAsksFor_IsSentWithPurposeAndBasis_AndItsReceiptMarksIt()
    {
        await using DispatchStation station = await DispatchStation.StartAsync(seconds: 2);
        CaseId id = await ContestedAsync(station);
        station.Corrections.Mood = ServerMood.DoesAndHangs;
        await station.RunAsync();
        Assert.Null((await station.CaseAsync(id)).File.Dossier.Corrections[0].Sent);

        station.Corrections.Mood = ServerMood.Answers;
        await station.RunThroughAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10));
        JsonElement letter = Assert.Single(station.Corrections.Messages);
        Assert.Equal(("Đề nghị chỉnh sửa", "Thỏa thuận thử nghiệm", "residence", "Số 1", "Số 2"), (Text(letter, "purpose"), Text(letter, "legalBasis"), Text(letter, "field"), Text(letter, "held"), Text(letter, "claimed")));
        Assert.Equal(1, station.Corrections.Repetitions);
        CorrectionSending sent = (await station.CaseAsync(id)).File.Dossier.Corrections[0].Sent!;
        Assert.Equal(("correction-desk", "TN-1"), (sent.Recipient, sent.Reference));
        Dispatch dispatch = (await station.ListAsync(id)).Single(d => d.Channel == DispatchChannels.CorrectionDesk);
        Assert.Equal((DispatchState.Delivered, "TN-1"), (dispatch.State, dispatch.Receipt));
    }

    [Fact]
    public async Task Correction_ThatAnOfficerSentByLetter_IsNotSentAgain()
    {
        await using DispatchStation station = await DispatchStation.StartAsync();
        await station.Corrections.StopAsync();
        CaseId id = await ContestedAsync(station);
        await station.RunAsync();
        Assert.True((await new MarkCorrectionSent(station.Desk).DoAsync(
            station.Officer, id, "c1", "Công an xã", "15/CV", VietnamTime.Day(station.Clock.GetUtcNow()), CancellationToken.None)).IsDone);
        station.Corrections.Open();
        await station.RunThroughAsync(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
        Assert.Empty(station.Corrections.Messages);
        Assert.Equal((DispatchState.Delivered, "15/CV"), ((await Desk(station, id)).State, (await Desk(station, id)).Receipt));
    }

    [Fact]
    public async Task FinishedTransaction_IsPushedOnceUnderOurId_HoweverOftenTheLineBreaks()
    {
        await using DispatchStation station = await DispatchStation.StartAsync(seconds: 2);
        DocumentVersion document = new(BlobId.New(station.Clock.GetUtcNow()), Sha256Digest.Of("pdf"u8), 3, DocumentOrigin.Timestamped);
        DateTimeOffset at = station.Clock.GetUtcNow();
        CaseId id = await station.OpenAsync(
            file => new Completed(file with { Number = new CaseNumber("CCGD", 2026, 7, "7/2026/CCGD") }, document, [], PublishedId.New(at), at, at), JourneyKind.NotarisedContract, "notarised-contract");
        station.Options.Units.Clear();
        station.Notaries.Mood = ServerMood.DoesAndHangs;
        await station.RunAsync();
        station.Notaries.Mood = ServerMood.Overloaded;
        await station.RunThroughAsync(TimeSpan.FromMinutes(6), TimeSpan.FromMinutes(1));
        station.Notaries.Mood = ServerMood.Nonsense;
        await station.RunThroughAsync(TimeSpan.FromMinutes(35), TimeSpan.FromMinutes(5));
        station.Notaries.Mood = ServerMood.Answers;
        await station.RunThroughAsync(TimeSpan.FromHours(3), TimeSpan.FromMinutes(10));

        JsonElement pushed = Assert.Single(station.Notaries.Messages);
        Dispatch dispatch = (await station.ListAsync(id)).Single(d => d.Channel == DispatchChannels.NotaryDatabase);
        Assert.Equal((DispatchState.Delivered, "TN-1"), (dispatch.State, dispatch.Receipt));
        Assert.Equal((dispatch.Id, "7/2026/CCGD", document.Sha256.Hex), (pushed.GetProperty("id").GetGuid(), Text(pushed, "number"), Text(pushed, "documentSha256")));
        Assert.Equal(DispatchStation.Number, pushed.GetProperty("parties")[0].GetProperty("personalNumber").GetString());
    }

    private static async Task<Dispatch> Desk(DispatchStation station, CaseId id) => (await station.ListAsync(id)).Single(d => d.Channel == DispatchChannels.CorrectionDesk);

    private static async Task<CaseId> ContestedAsync(DispatchStation station)
    {
        station.Options.Units.Clear();
        CaseId id = await station.OpenAsync();
        CorrectionRequest request = new("c1", "residence", ValueSource.PopulationDatabase, "Số 1", "Số 2", station.Clock.GetUtcNow());
        await station.ChangeAsync(id, current =>
            ((DraftCase)current).Submit() with { File = current.File with { Dossier = current.File.Dossier with { Corrections = [request] } } });
        return id;
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
