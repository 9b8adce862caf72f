using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Live;
using AuditEntry = RemoteVerify.Cases.Stores.AuditEntry;

namespace RemoteVerify.Server.Tests.Live;

/// <summary>What is kept of a live session: recordings in hashed pieces, photos whose hash came first.</summary>
[Collection(OneService.Name)]
public class LiveEvidenceTests(RunningService service)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TenantId Tenant = new(RunningService.Tenant);
    private static readonly Actor Officer = Actor.Officer(Tenant, "officer");

    [Fact]
    public async Task Recording_NeedsTheConsentOfEverybodyWhoIsThere_AtEveryPiece()
    {
        CaseId id = await OpenAsync();
        Actor citizen = Actor.Citizen(Tenant, id, new ParticipantId("p1"));
        await JoinAsync(Officer, id);
        Assert.Equal(RefusalCode.LiveConsentMissing, (await BeginAsync(id)).Refusal!.Code);
        await ConsentAsync(Officer, id, true);
        string recording = (await BeginAsync(id)).Value.Id;
        Assert.True((await AddAsync(id, recording, 1, "một")).IsDone);

        // Somebody comes and has not answered; then declines; then agrees; then takes it back.
        await JoinAsync(citizen, id);
        Assert.Equal(RefusalCode.LiveConsentMissing, (await AddAsync(id, recording, 2, "hai")).Refusal!.Code);
        await ConsentAsync(citizen, id, false);
        Assert.Equal(RefusalCode.LiveConsentMissing, (await AddAsync(id, recording, 2, "hai")).Refusal!.Code);
        await ConsentAsync(citizen, id, true);
        Assert.True((await AddAsync(id, recording, 2, "hai")).IsDone);
        await ConsentAsync(citizen, id, false);
        Assert.Equal(RefusalCode.LiveConsentMissing, (await AddAsync(id, recording, 3, "ba")).Refusal!.Code);

        // Who went needs not agree.
        Assert.True((await service.Services.GetRequiredService<LeaveLive>().DoAsync(citizen, id, None)).IsDone);
        Assert.True((await AddAsync(id, recording, 3, "ba")).IsDone);
    }

    [Fact]
    public async Task Recording_Pieces_AreOneChain_ThatAnybodyCanComputeAgain()
    {
        CaseId id = await OpenAsync();
        await JoinAsync(Officer, id);
        await ConsentAsync(Officer, id, true);
        LiveRecording begun = (await BeginAsync(id)).Value;
        Assert.Equal(["next:1"], (await AddAsync(id, begun.Id, 2, "hai")).Refusal!.Reasons);
        Assert.Equal(["hash"], (await service.Services.GetRequiredService<AddLivePiece>().DoAsync(Officer, id, new LivePiece(begun.Id, 1, Sha256Digest.Of("khác"u8), "một"u8.ToArray()), None)).Refusal!.Reasons);
        Assert.Equal(["size"], (await service.Services.GetRequiredService<AddLivePiece>().DoAsync(Officer, id, new LivePiece(begun.Id, 1, Sha256Digest.Of([]), ReadOnlyMemory<byte>.Empty), None)).Refusal!.Reasons);
        Assert.True((await AddAsync(id, begun.Id, 1, "một")).IsDone);
        LiveRecording second = (await AddAsync(id, begun.Id, 2, "hai")).Value;

        // The answer was lost, so the browser sends the piece again.
        Assert.Equal(second, (await AddAsync(id, begun.Id, 2, "hai")).Value);
        Assert.Equal(RefusalCode.LiveRecordingNotRunning, (await AddAsync(id, "r9", 3, "ba")).Refusal!.Code);
        LiveRecording ended = (await service.Services.GetRequiredService<EndLiveRecording>().DoAsync(Officer, id, None)).Value;
        Assert.Equal(RefusalCode.LiveRecordingNotRunning, (await AddAsync(id, begun.Id, 3, "ba")).Refusal!.Code);

        // By the words of the documentation alone.
        LiveRoom room = await RoomAsync(id);
        byte[] chain = SHA256.HashData(Encoding.UTF8.GetBytes($"remoteverify-live-recording-1\n{room.Id:D}\n{ended.Id}\nvideo/webm\n{ended.From.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}"));
        foreach (string piece in new[] { "một", "hai" })
        {
            chain = SHA256.HashData([.. chain, .. SHA256.HashData(Encoding.UTF8.GetBytes(piece))]);
        }

        Assert.Equal(Convert.ToHexStringLower(chain), ended.Chain.Hex);
        Assert.Contains(await TrailAsync(id), entry => entry.Act == "live.end-recording" && entry.Details.GetValueOrDefault("chain") == ended.Chain.Hex);

        PlayLiveRecording play = service.Services.GetRequiredService<PlayLiveRecording>();
        PlayedRecording played = (await play.DoAsync(Officer, id, room.Id, ended.Id, None)).Value;
        Assert.True(played.IsWhole);
        Assert.Equal("hai", Encoding.UTF8.GetString((await play.ReadAsync(id, played.Pieces[1], None)).Span));
        Assert.Equal(RefusalCode.CaseNotFound, (await play.DoAsync(Actor.Officer(new TenantId(RunningService.OtherTenant), "officer-2"), id, room.Id, ended.Id, None)).Refusal!.Code);
        Assert.Contains(await TrailAsync(id), entry => entry.Act == "live.play-recording");
    }

    [Fact]
    public async Task Recording_UnderADestroyedKey_IsGone()
    {
        CaseId id = await OpenAsync();
        await JoinAsync(Officer, id);
        await ConsentAsync(Officer, id, true);
        string recording = (await BeginAsync(id)).Value.Id;
        await AddAsync(id, recording, 1, "một");
        Guid room = (await RoomAsync(id)).Id;
        await using (IUnitOfWork unit = await service.Parts.Storage.BeginAsync(None))
        {
            await unit.Blobs.DestroyKeyAsync(id, DataClass.Dossier, None);
            Assert.Equal(CommitResult.Committed, await unit.CommitAsync(None));
        }

        Assert.Equal(RefusalCode.EvidenceDestroyed, (await service.Services.GetRequiredService<PlayLiveRecording>().DoAsync(Officer, id, room, recording, None)).Refusal!.Code);

        // That there was one, and who was in it, stays on record.
        Assert.Equal(1, (await RoomAsync(id)).Recordings[0].Pieces);
    }

    [Fact]
    public async Task Photo_WithItsHashToldBefore_IsKeptByteByByte_AndAnyOtherIsNot()
    {
        NotarisedJourney journey = await new NotarisedJourney(service).OpenAsync();
        CaseId id = new(journey.Case);
        Actor notary = Actor.Officer(Tenant, NotarisedJourney.Lead);
        Assert.Equal(RefusalCode.ActorNotAssigned, (await service.Services.GetRequiredService<OpenLive>().DoAsync(Officer, id, None)).Refusal!.Code);
        LiveRoom room = (await service.Services.GetRequiredService<OpenLive>().DoAsync(notary, id, None)).Value;
        Assert.Equal([NotarisedJourney.Lead, NotarisedJourney.Second, "p1", "p2"], room.Seats.Select(seat => seat.Account));
        NoteLivePhoto note = service.Services.GetRequiredService<NoteLivePhoto>();
        KeepLivePhoto keep = service.Services.GetRequiredService<KeepLivePhoto>();
        PhotoNotice notice = new(Sha256Digest.Of(NotarisedJourney.Photo), 800, 1100, [new ParticipantId("p1")]);

        Assert.Equal(RefusalCode.LivePhotoNotNoted, (await keep.DoAsync(notary, id, NotarisedJourney.Photo, None)).Refusal!.Code);
        await note.DoAsync(notary, id, notice, None);

        // Before the signature it is no photo of it, and other bytes are no photo of this session.
        Assert.Equal(["not-signed-yet:p1"], (await keep.DoAsync(notary, id, NotarisedJourney.Photo, None)).Refusal!.Reasons);
        Assert.Equal(RefusalCode.LivePhotoNotNoted, (await keep.DoAsync(notary, id, Journey.Picture(70), None)).Refusal!.Code);
        Assert.Equal(RefusalCode.LivePhotoNotNoted, (await keep.DoAsync(Actor.Officer(Tenant, NotarisedJourney.Second), id, NotarisedJourney.Photo, None)).Refusal!.Code);
        await journey.SignAsync("p1");
        await note.DoAsync(notary, id, notice, None);
        DossierPaper paper = (await keep.DoAsync(notary, id, NotarisedJourney.Photo, None)).Value;
        Assert.Equal(notice.Sha256, paper.Sha256);
        Assert.Equal(paper.Id, (await RoomAsync(id)).Photos[^1].Paper);
        await using IUnitOfWork unit = await service.Parts.Storage.BeginAsync(None);
        Assert.True((await unit.Blobs.GetAsync(id, paper.Blob, None))!.Value.Span.SequenceEqual(NotarisedJourney.Photo));
        Assert.True((await service.Services.GetRequiredService<PrintSigningPhoto>().DoAsync(notary, id, new ParticipantId("p1"), None)).IsDone);
    }

    /// <summary>Computed with openssl: <c>printf 1700000000:s2 | openssl dgst -sha1 -hmac north -binary | base64</c>.</summary>
    [Fact]
    public void TurnCredential_IsTheBase64OfTheMacOverTimeAndSeat()
    {
        TurnCredential made = TurnCredentials.Make(["turn:turn.example:3478"], "north"u8, DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "s2");
        Assert.Equal("1700000000:s2", made.Username);
        Assert.Equal("OX0ywYT6vT0zWNBxBJwXgePgEps=", made.Credential);
    }

    [Theory]
    [InlineData("http://turn.example", "env:X", false)]
    [InlineData("turn:turn.example:3478", null, false)]
    [InlineData("turn:turn.example:3478", "env:X", true)]
    [InlineData("turns:turn.example:443?transport=tcp", "env:X", true)]
    [InlineData(null, null, true)]
    public void LiveOptions_Check_SaysWhatMakesNoSense(string? address, string? secret, bool good)
    {
        LiveOptions options = new();
        if (address is not null)
        {
            options.Turn.Addresses.Add(address);
        }

        options.Turn.Secret = secret;
        if (good)
        {
            options.Check();
        }
        else
        {
            Assert.Throws<InvalidDataException>(options.Check);
        }
    }

    private async Task<CaseId> OpenAsync()
    {
        CaseId id = new((await new Journey(service).OpenAsync()).Case);
        Assert.True((await service.Services.GetRequiredService<OpenLive>().DoAsync(Officer, id, None)).IsDone);
        return id;
    }

    private async Task JoinAsync(Actor actor, CaseId id) => Assert.True((await service.Services.GetRequiredService<JoinLive>().DoAsync(actor, id, None)).IsDone);

    private async Task ConsentAsync(Actor actor, CaseId id, bool given) => Assert.True((await service.Services.GetRequiredService<ConsentToLive>().DoAsync(actor, id, given, None)).IsDone);

    private Task<Outcome<LiveRecording>> BeginAsync(CaseId id) => service.Services.GetRequiredService<BeginLiveRecording>().DoAsync(Officer, id, "video/webm;codecs=vp8,opus", None);

    private Task<Outcome<LiveRecording>> AddAsync(CaseId id, string recording, int number, string piece)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(piece);
        return service.Services.GetRequiredService<AddLivePiece>().DoAsync(Officer, id, new LivePiece(recording, number, Sha256Digest.Of(bytes), bytes), None);
    }

    private async Task<LiveRoom> RoomAsync(CaseId id)
    {
        await using IUnitOfWork unit = await service.Parts.Storage.BeginAsync(None);
        return (await unit.LiveRooms.FindOpenAsync(Tenant, id, None))!;
    }

    private async Task<IReadOnlyList<AuditEntry>> TrailAsync(CaseId id) =>
        [.. (await service.Services.GetRequiredService<ViewCase>().DoAsync(Officer, id, None)).Value.Timeline.Select(entry => entry.Entry)];
}
