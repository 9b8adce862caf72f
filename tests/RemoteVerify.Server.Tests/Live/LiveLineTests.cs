using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Live;

namespace RemoteVerify.Server.Tests.Live;

/// <summary>The line of a live session over a real WebSocket.</summary>
[Collection(OneService.Name)]
public class LiveLineTests(RunningService service)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TenantId Tenant = new(RunningService.Tenant);
    private static readonly Actor Officer = Actor.Officer(Tenant, "officer");

    /// <summary>So many words are kept for who does not say what was heard.</summary>
    private const int MostKept = 300;

    [Fact]
    public async Task Line_OfThree_LeadsEachWordToWhomItIsMeant_AndKeepsWhoWasThere()
    {
        Guid id = await OpenAsync();
        Actor venue = await VenueAsync(id, "Điểm cầu 1");
        await using LiveCaller officer = await LiveCaller.ComeAsync(service, Officer, id);
        Assert.Empty(officer.Welcome.GetProperty("peers").EnumerateArray());
        await using LiveCaller citizen = await LiveCaller.ComeAsync(service, CitizenOf(id), id);
        Assert.Equal(citizen.You, (await officer.HearAsync("joined")).GetProperty("peer").GetProperty("id").GetString());
        await using LiveCaller third = await LiveCaller.ComeAsync(service, venue, id);
        Assert.Equal(["Khách officer", Journey.Name], third.Welcome.GetProperty("peers").EnumerateArray().Select(peer => peer.GetProperty("name").GetString()));
        Assert.Equal("Điểm cầu 1", (await citizen.HearAsync("joined")).GetProperty("peer").GetProperty("name").GetString());

        await citizen.SendAsync(new { type = "signal", to = officer.You, data = new { description = new { type = "offer", sdp = "v=0" } } });
        JsonElement signal = await officer.HearAsync("signal");
        Assert.Equal(citizen.You, signal.GetProperty("from").GetString());
        Assert.Equal("v=0", signal.GetProperty("data").GetProperty("description").GetProperty("sdp").GetString());
        await third.SendAsync(new { type = "chat", text = "  Tôi không nghe được  " });
        foreach (LiveCaller everybody in new[] { officer, citizen, third })
        {
            JsonElement chat = await everybody.HearAsync("chat");
            Assert.Equal(("Điểm cầu 1", "Tôi không nghe được"), (chat.GetProperty("name").GetString(), chat.GetProperty("text").GetString()));
        }

        // Only the officer asks for a sharp picture; the signal before did not go to the venue.
        await citizen.SendAsync(new { type = "sharp", to = third.You, on = true });
        Assert.Equal("live.unknown-word", (await citizen.HearAsync("refused")).GetProperty("code").GetString());
        await officer.SendAsync(new { type = "sharp", to = third.You, on = true });
        Assert.Equal("sharp", (await third.HearAsync())!.Value.GetProperty("type").GetString());

        await citizen.DisposeAsync();
        Assert.Equal(citizen.You, (await officer.HearAsync("left")).GetProperty("id").GetString());
        LiveRoom room = (await service.Services.GetRequiredService<ReadLive>().DoAsync(Officer, new CaseId(id), None)).Value.Room;
        LiveVisit visit = Assert.Single(room.Visits, v => room.Find(v.Seat)!.Kind == LiveSeatKind.Participant);
        await WaitAsync(async () => (await RoomAsync(id)).Visits.Single(v => v.Seat == visit.Seat).Until is not null);
        Assert.Equal(2, (await RoomAsync(id)).Present.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Line_ThatBreaks_IsTakenUpAgain_WithoutAnybodyNoticing(bool silently)
    {
        Guid id = await OpenAsync();
        await using LiveCaller officer = await LiveCaller.ComeAsync(service, Officer, id);
        await using LiveCaller citizen = await LiveCaller.ComeAsync(service, CitizenOf(id), id);
        await officer.HearAsync("joined");
        await citizen.SendAsync(new { type = "chat", text = "chào", n = 1 });
        await officer.HearAsync("chat");
        await citizen.HearAsync("chat");

        // A line that dies silently: the service still has its socket, and the socket takes what is sent.
        if (!silently)
        {
            citizen.Break();
        }

        string[] said = ["còn đó không", "alô", "mất tiếng rồi"];
        foreach (string text in said)
        {
            await officer.SendAsync(new { type = "chat", text });
            await officer.HearAsync("chat");
        }

        await using LiveCaller again = await LiveCaller.ComeAsync(service, CitizenOf(id), id, citizen);
        Assert.Equal(1, again.HeardThere);
        foreach (string text in said)
        {
            Assert.Equal(text, (await again.HearAsync())!.Value.GetProperty("text").GetString());
        }

        // What the service heard already it hears once, though the citizen's browser can't know; then what is new.
        await again.SendAsync(new { type = "chat", text = "chào", n = 1 });
        await again.SendAsync(new { type = "chat", text = "có", n = 2 });
        JsonElement next = (await officer.HearAsync())!.Value;
        Assert.Equal(("chat", "có"), (next.GetProperty("type").GetString(), next.GetProperty("text").GetString()));
        Assert.Equal(citizen.You, next.GetProperty("from").GetString());
        Assert.Equal("có", (await again.HearAsync())!.Value.GetProperty("text").GetString());
        Assert.Single((await RoomAsync(id)).Visits, v => (v.Seat, v.Until) == (SeatOf(id, "p1").Result, null));
    }

    [Fact]
    public async Task Line_TakenUpTwice_SpeaksByTheLastOneAlone()
    {
        Guid id = await OpenAsync();
        await using LiveCaller officer = await LiveCaller.ComeAsync(service, Officer, id);
        await using LiveCaller citizen = await LiveCaller.ComeAsync(service, CitizenOf(id), id);
        await officer.HearAsync("joined");
        await using LiveCaller second = await LiveCaller.ComeAsync(service, CitizenOf(id), id, citizen);
        await using LiveCaller third = await LiveCaller.ComeAsync(service, CitizenOf(id), id, second);
        Assert.Null(await citizen.HearAsync());
        Assert.Null(await second.HearAsync());
        Assert.Equal((4002, "elsewhere"), second.Closed);

        // Nobody left: the next that the officer hears comes by the third line.
        await third.SendAsync(new { type = "chat", text = "tôi đây", n = 1 });
        Assert.Equal("tôi đây", (await officer.HearAsync())!.Value.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Line_OfWhoDidNotKeepUp_ComesInAnew()
    {
        Guid id = await OpenAsync();
        await using LiveCaller officer = await LiveCaller.ComeAsync(service, Officer, id);
        await using LiveCaller citizen = await LiveCaller.ComeAsync(service, CitizenOf(id), id);
        for (int i = 0; i <= MostKept; i++)
        {
            await officer.SendAsync(new { type = "signal", to = citizen.You, data = new { i } });
        }

        await officer.SendAsync(new { type = "chat", text = "đủ rồi" });
        await officer.HearAsync("chat");
        await using LiveCaller again = await LiveCaller.ComeAsync(service, CitizenOf(id), id, citizen);
        Assert.Equal(officer.You, Assert.Single(again.Welcome.GetProperty("peers").EnumerateArray()).GetProperty("id").GetString());
        Assert.NotEqual(citizen.You, again.You);
        Assert.Equal(citizen.You, (await officer.HearAsync("left")).GetProperty("id").GetString());
        Assert.Equal(again.You, (await officer.HearAsync("joined")).GetProperty("peer").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Line_OfWhoSaysWhatWasHeard_KeepsUpWithAnyNumberOfWords()
    {
        Guid id = await OpenAsync();
        await using LiveCaller officer = await LiveCaller.ComeAsync(service, Officer, id);
        await using LiveCaller citizen = await LiveCaller.ComeAsync(service, CitizenOf(id), id);
        for (int i = 0; i < MostKept; i++)
        {
            await officer.SendAsync(new { type = "signal", to = citizen.You, data = new { i } });
            Assert.Equal(i, (await citizen.HearAsync())!.Value.GetProperty("data").GetProperty("i").GetInt32());
            if (i % 20 == 0)
            {
                await citizen.SendAsync(new { type = "heard", n = citizen.Heard });
            }
        }

        await officer.SendAsync(new { type = "signal", to = citizen.You, data = new { i = "last" } });
        await using LiveCaller again = await LiveCaller.ComeAsync(service, CitizenOf(id), id, citizen);
        Assert.Equal("last", (await again.HearAsync())!.Value.GetProperty("data").GetProperty("i").GetString());

        // A browser that says it heard what nobody said has lost its way, and comes in anew.
        await using LiveCaller lost = await LiveCaller.ComeAsync(service, CitizenOf(id), id, again, 1000);
        Assert.Null(lost.HeardThere);
        Assert.NotEqual(citizen.You, lost.You);
    }

    [Fact]
    public async Task Seat_TakenInAnotherWindow_EndsTheFirstOne()
    {
        Guid id = await OpenAsync();
        await using LiveCaller first = await LiveCaller.ComeAsync(service, CitizenOf(id), id);
        await using LiveCaller second = await LiveCaller.ComeAsync(service, CitizenOf(id), id);
        Assert.Empty(second.Welcome.GetProperty("peers").EnumerateArray());
        Assert.Null(await first.HearAsync());
        Assert.Equal((4002, "elsewhere"), first.Closed);
    }

    [Fact]
    public async Task Line_OfWhoIsNotInvited_IsClosed()
    {
        Guid id = await OpenAsync(), other = await OpenAsync();
        Assert.Equal((4001, "ticket"), (await LiveCaller.SayAsync(service, "nothing")).Closed);
        Assert.Equal((4001, "ticket"), (await LiveCaller.ComeAsync(service, Actor.Officer(Tenant, "notary-1"), id)).Closed);
        Assert.Equal((4001, "ticket"), (await LiveCaller.ComeAsync(service, Actor.Citizen(Tenant, new CaseId(id), new ParticipantId("p9")), id)).Closed);
        Assert.Equal((4003, "over"), (await LiveCaller.ComeAsync(service, Actor.Officer(new TenantId(RunningService.OtherTenant), "officer-2"), id)).Closed);

        // A venue of one case is nobody in another, whatever its ticket says of the case.
        Actor venue = await VenueAsync(other, "Điểm cầu 2");
        Assert.Equal((4001, "ticket"), (await LiveCaller.ComeAsync(service, venue with { OnlyCase = new CaseId(id) }, id)).Closed);

        Guid closed = await new Journey(service).OpenAsync() is var journey ? journey.Case : default;
        Assert.Equal((4003, "over"), (await LiveCaller.ComeAsync(service, Officer, closed)).Closed);
    }

    [Fact]
    public async Task Line_FromAForeignPage_IsRefused()
    {
        using ClientWebSocket socket = new();
        socket.Options.SetRequestHeader("Origin", "https://evil.example");
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(service.Address) { Scheme = "ws", Path = LiveEndpoint.Path }.Uri, None));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, socket.HttpStatusCode);
        (await service.Anyone.GetAsync(LiveEndpoint.Path)).ExpectProblem(400, "live.websocket-needed");
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{\"type\":\"bye\"}")]
    public async Task Word_ThatIsNone_EndsTheLineAndTheVisit(string word)
    {
        Guid id = await OpenAsync();
        await using LiveCaller citizen = await LiveCaller.ComeAsync(service, CitizenOf(id), id);
        await citizen.SendAsync(word);
        Assert.Null(await citizen.HearAsync());
        await WaitAsync(async () => (await RoomAsync(id)).Present.Count == 0);
    }

    [Fact]
    public async Task Words_TooLongOrTooMany_EndTheLine()
    {
        Guid id = await OpenAsync();
        await using LiveCaller officer = await LiveCaller.ComeAsync(service, Officer, id);
        await officer.SendAsync(new { type = "chat", text = new string('x', 501) });
        Assert.Equal("live.unknown-word", (await officer.HearAsync("refused")).GetProperty("code").GetString());
        await officer.SendAsync(new { type = "signal", to = "x", data = new { sdp = new string('x', 70_000) } });
        Assert.Null(await officer.HearAsync());

        await using LiveCaller citizen = await LiveCaller.ComeAsync(service, CitizenOf(id), id);
        for (int i = 0; i < 401; i++)
        {
            await citizen.SendAsync(new { type = "signal", to = "nobody", data = new { } });
        }

        Assert.Null(await citizen.HearAsync());
    }

    [Fact]
    public async Task Close_SendsEverybodyHome_AndTheRoomIsNoMore()
    {
        Guid id = await OpenAsync();
        await using LiveCaller citizen = await LiveCaller.ComeAsync(service, CitizenOf(id), id);
        LiveRoom closed = (await service.Services.GetRequiredService<CloseLive>().DoAsync(Officer, new CaseId(id), None)).Value;
        service.Services.GetRequiredService<LiveTables>().Close(closed.Id);
        Assert.Equal("closed", (await citizen.HearAsync())!.Value.GetProperty("type").GetString());
        Assert.Null(await citizen.HearAsync());
        Assert.Equal((4003, "over"), citizen.Closed);
        Assert.All(closed.Visits, visit => Assert.NotNull(visit.Until));
        Assert.Equal(RefusalCode.LiveNotOpen, (await service.Services.GetRequiredService<ReadLive>().DoAsync(CitizenOf(id), new CaseId(id), None)).Refusal!.Code);

        // Another one can be opened, and the first stays on record.
        Assert.NotEqual(closed.Id, (await service.Services.GetRequiredService<OpenLive>().DoAsync(Officer, new CaseId(id), None)).Value.Id);
        Assert.Equal(2, (await service.Services.GetRequiredService<ListLive>().DoAsync(Officer, new CaseId(id), None)).Value.Count);
    }

    [Fact]
    public async Task Room_ThatEverybodyLeft_IsForgotten_AndMadeAgainFromTheStoredOne()
    {
        Guid id = await OpenAsync();
        LiveTables tables = service.Services.GetRequiredService<LiveTables>();
        Guid room = (await RoomAsync(id)).Id;
        Assert.False(tables.Has(room));
        await using (LiveCaller officer = await LiveCaller.ComeAsync(service, Officer, id))
        {
            Assert.False(officer.Welcome.GetProperty("recording").GetBoolean());
            await officer.SendAsync(new { type = "consent", given = true });
            await officer.HearAsync("consent");
            Assert.True((await service.Services.GetRequiredService<BeginLiveRecording>().DoAsync(Officer, new CaseId(id), "video/webm", None)).IsDone);
            Assert.True(tables.Has(room));
        }

        await WaitAsync(() => Task.FromResult(!tables.Has(room)));
        await using LiveCaller again = await LiveCaller.ComeAsync(service, Officer, id);
        Assert.True(again.Welcome.GetProperty("recording").GetBoolean());
        Assert.True(again.Welcome.GetProperty("consent").GetBoolean());
        Assert.True(tables.Has(room));
    }

    [Fact]
    public async Task Venue_Link_OpensOnce_AndItsSessionIsForThatSeatAlone()
    {
        Guid id = await OpenAsync();
        GivenToken link = (await service.Services.GetRequiredService<InviteToLive>().DoAsync(Officer, new CaseId(id), "Điểm cầu", None)).Value;
        EnterLive enter = service.Services.GetRequiredService<EnterLive>();
        GivenToken session = (await enter.DoAsync(link.Token, None)).Value;
        Assert.Equal(RefusalCode.TokenNotAccepted, (await enter.DoAsync(link.Token, None)).Refusal!.Code);
        Assert.Equal(RefusalCode.TokenNotAccepted, (await enter.DoAsync(session.Token, None)).Refusal!.Code);

        // Neither opens anything else.
        Assert.Equal(RefusalCode.TokenNotAccepted, (await service.Services.GetRequiredService<EnterAsCitizen>().DoAsync(link.Token, None)).Refusal!.Code);
        Assert.False((await service.Services.GetRequiredService<RecogniseCitizen>().DoAsync(session.Token, None)).IsDone);
        (await service.With(session.Token).GetAsync($"/v1/cases/{id}")).ExpectProblem(401);

        InviteToLive invite = service.Services.GetRequiredService<InviteToLive>();
        Assert.Equal(RefusalCode.LiveNameInvalid, (await invite.DoAsync(Officer, new CaseId(id), "điểm CẦU", None)).Refusal!.Code);
        Assert.Equal(RefusalCode.LiveNameInvalid, (await invite.DoAsync(Officer, new CaseId(id), "   ", None)).Refusal!.Code);
        for (int seat = 4; seat <= LiveRoom.MaximumSeats; seat++)
        {
            Assert.True((await invite.DoAsync(Officer, new CaseId(id), $"Điểm cầu {seat}", None)).IsDone);
        }

        Assert.Equal(RefusalCode.LiveFull, (await invite.DoAsync(Officer, new CaseId(id), "Điểm cầu 9", None)).Refusal!.Code);
    }

    private static Actor CitizenOf(Guid id) => Actor.Citizen(Tenant, new CaseId(id), new ParticipantId("p1"));

    private async Task<Guid> OpenAsync()
    {
        Journey journey = await new Journey(service).OpenAsync();
        Assert.True((await service.Services.GetRequiredService<OpenLive>().DoAsync(Officer, new CaseId(journey.Case), None)).IsDone);
        return journey.Case;
    }

    private async Task<Actor> VenueAsync(Guid id, string name)
    {
        GivenToken link = (await service.Services.GetRequiredService<InviteToLive>().DoAsync(Officer, new CaseId(id), name, None)).Value;
        GivenToken session = (await service.Services.GetRequiredService<EnterLive>().DoAsync(link.Token, None)).Value;
        return (await service.Services.GetRequiredService<RecogniseVenue>().DoAsync(session.Token, None)).Value;
    }

    private async Task<LiveRoom> RoomAsync(Guid id)
    {
        await using IUnitOfWork unit = await service.Parts.Storage.BeginAsync(None);
        return (await unit.LiveRooms.FindOpenAsync(Tenant, new CaseId(id), None))!;
    }

    private async Task<string> SeatOf(Guid id, string participant) => (await RoomAsync(id)).Seats.Single(seat => seat.Account == participant).Id;

    private static async Task WaitAsync(Func<Task<bool>> holds)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        while (!await holds())
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
