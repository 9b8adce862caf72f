using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RemoteVerify.Browser.Tests.Desk;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Journeys.NotarisedContracts;
using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Live;

/// <summary>Live sessions between real browsers by a real relay.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Journeys")]
public class LiveCallTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Session_OfOfficerCitizenAndVenue_IsSeenHeardWrittenRecordedAndEnded()
    {
        await using LiveRelay relay = await LiveRelay.StartAsync(browser);
        IBrowser camera = await LiveVisitors.WithCameraAsync(browser);
        Journey journey = await new Journey(browser.Service).OpenAsync();
        IPage officer = await browser.NewPageAsync(browser: camera), citizen = await browser.NewPageAsync(browser: camera), venue = await browser.NewPageAsync(browser: camera);
        await LiveVisitors.AtDeskAsync(browser, officer, journey.Case);
        await officer.ClickAsync("main form button[type=submit]");
        await officer.JoinAsync();

        // The citizen sees the way in on the own page, and nothing of it before the officer opened the session.
        string ticket = await LiveVisitors.EnterAsync(browser, citizen, journey.Case);
        await citizen.ClickAsync(".rv-live-door a");
        Assert.EndsWith($"/s/{ticket}/live", citizen.Url, StringComparison.Ordinal);
        await citizen.JoinAsync();
        await officer.SeesAsync(1);
        await citizen.SeesAsync(1);
        Assert.True(relay.Allocations >= 2, "the call did not go by the relay");

        // A venue by its own link: three people, each sees two.
        IPage second = await officer.Context.NewPageAsync();
        await second.GotoAsync(officer.Url);
        await second.FillAsync("#name", "Nhà văn hóa tổ 1");
        await second.Locator("form:has(#name) button").ClickAsync();
        string link = await second.InnerTextAsync("#live-venue-link");
        await second.CloseAsync();
        await venue.GotoAsync(link);
        await venue.ClickAsync("main form button");
        await venue.JoinAsync();
        await venue.SeesAsync(2);
        await officer.SeesAsync(2);
        await citizen.SeesAsync(2);
        await officer.AxeAsync();
        await citizen.PictureAsync("live-call");

        // A line for who doesn't hear.
        await citizen.FillAsync("#live-line", "Tôi không nghe được <b>");
        await citizen.PressAsync("#live-line", "Enter");
        await Assertions.Expect(venue.Locator("#live-lines p")).ToHaveTextAsync($"{Journey.Name}: Tôi không nghe được <b>");

        // Nothing is recorded until everybody has agreed.
        await officer.ClickAsync("#live-record");
        await Assertions.Expect(officer.Locator("#live-recording-state")).ToHaveTextAsync("Chưa ghi được: chưa phải mọi người đều đồng ý.");
        foreach (IPage everybody in new[] { officer, citizen, venue })
        {
            await everybody.ClickAsync("[data-consent=true]");
            await Assertions.Expect(everybody.Locator("[data-consent=true]")).ToHaveAttributeAsync("aria-pressed", "true");
        }

        await officer.ClickAsync("#live-record");
        await Assertions.Expect(citizen.Locator("#live")).ToHaveClassAsync(new Regex("rv-live-recorded"));
        await Assertions.Expect(officer.Locator("#live-recording-state")).ToHaveTextAsync(new Regex("đã lưu [2-9] phần"), new() { Timeout = 30_000 });
        await officer.ClickAsync("#live-record-end");
        await Assertions.Expect(officer.Locator("#live-recording-state")).ToHaveTextAsync(new Regex("^Đã dừng ghi. Đã lưu [0-9]+ phần.$"), new() { Timeout = 30_000 });
        await Assertions.Expect(citizen.Locator("#live")).Not.ToHaveClassAsync(new Regex("rv-live-recorded"));
        await PlaysAsync(officer, journey.Case);

        // The end, for everybody.
        IPage end = await officer.Context.NewPageAsync();
        await end.GotoAsync(officer.Url);
        await end.ClickAsync("form[action*=Close] button");
        foreach (IPage everybody in new[] { officer, citizen, venue })
        {
            await Assertions.Expect(everybody.Locator("#live-status")).ToHaveTextAsync("Phiên đã kết thúc.");
            Assert.Empty(PageWatch.Of(everybody).Complaints);
        }

        await end.PictureAsync("live-kept");
        string kept = await end.InnerTextAsync("[aria-labelledby=live-kept-title] table");
        Assert.Contains($"{Journey.Name} vào phiên", kept, StringComparison.Ordinal);
        Assert.Contains("Nhà văn hóa tổ 1 đồng ý ghi hình", kept, StringComparison.Ordinal);
        foreach (IPage everybody in new[] { officer, citizen, venue })
        {
            await everybody.Context.CloseAsync();
        }
    }

    [SkippableFact]
    public async Task NotarialSession_PhotoOfTheStream_AndRecording_AreInTheRecordByTheirHashes()
    {
        await using LiveRelay relay = await LiveRelay.StartAsync(browser);
        IBrowser camera = await LiveVisitors.WithCameraAsync(browser);
        NotarisedJourney journey = await new NotarisedJourney(browser.Service).OpenAsync();
        IPage notary = await browser.NewPageAsync(browser: camera), citizen = await browser.NewPageAsync(browser: camera);
        await LiveVisitors.AtDeskAsync(browser, notary, journey.Case, NotarisedJourney.Lead);
        await notary.ClickAsync("main form button[type=submit]");
        await notary.JoinAsync();
        string ticket = await LiveVisitors.EnterAsync(browser, citizen, journey.Case);
        await citizen.GotoAsync($"/s/{ticket}/live");
        await citizen.JoinAsync();
        await notary.SeesAsync(1);
        await notary.CheckAsync("#live-signer-p1");
        await notary.SelectOptionAsync("#live-photo-source", new SelectOptionValue { Label = NotarisedJourney.People[0].Name });

        // Too early: nobody has signed.
        await notary.ClickAsync("#live-photo");
        await Assertions.Expect(notary.Locator("#live-photo-state")).ToHaveTextAsync("Ảnh chưa được nhận: người ký chưa ký, hoặc đã ký quá lâu.", new() { Timeout = 45_000 });

        await journey.SignWithoutPhotoAsync("p1");
        await notary.ClickAsync("#live-photo");
        await Assertions.Expect(notary.Locator("#live-photo-state")).ToHaveTextAsync(new Regex("^Đã lưu ảnh, 1.?920 × 1.?080 điểm ảnh. Mã băm: [0-9a-f]{64}$"), new() { Timeout = 45_000 });
        await notary.PictureAsync("live-photo");
        string told = (await notary.InnerTextAsync("#live-photo-state")).Split(' ')[^1];
        LivePhoto photo = (await LiveVisitors.RoomAsync(browser, journey.Case)).Photos[^1];
        Assert.Equal((told, 1920, 1080), (photo.Sha256.Hex, photo.WidthPixels, photo.HeightPixels));

        // The dossier has the very bytes, the session lacks the photo no more, and the print of 13 x 18 cm is made from them.
        Caller lead = await browser.Service.AsAsync(NotarisedJourney.Lead);
        byte[] kept = (await lead.GetAsync($"/v1/cases/{journey.Case}/papers/{photo.Paper}")).Expect(200).Body;
        Assert.DoesNotContain("signing-photo:p1", (await lead.GetAsync($"/v1/cases/{journey.Case}/session")).Expect(200).Text, StringComparison.Ordinal);
        Assert.Equal("application/pdf", (await lead.GetAsync($"/v1/cases/{journey.Case}/participants/p1/signing-photo.pdf")).Expect(200).MediaType);
        Assert.True(told == Sha256Digest.Of(kept).Hex, $"{photo.Paper} of {(await lead.GetAsync($"/v1/cases/{journey.Case}/dossier")).Text}");

        // The venue's own camera gives as much without any line between.
        await notary.SelectOptionAsync("#live-photo-source", "");
        await notary.ClickAsync("#live-photo");
        await Assertions.Expect(notary.Locator("#live-photo-state")).Not.ToHaveTextAsync(new Regex(told), new() { Timeout = 45_000 });
        await Assertions.Expect(notary.Locator("#live-photo-state")).ToHaveTextAsync(new Regex("^Đã lưu ảnh"), new() { Timeout = 45_000 });

        // The session is recorded by the notary's browser, and stands in the case's record for the notary's own venue with the hash of what was kept.
        foreach (IPage everybody in new[] { notary, citizen })
        {
            await everybody.ClickAsync("[data-consent=true]");
            await Assertions.Expect(everybody.Locator("[data-consent=true]")).ToHaveAttributeAsync("aria-pressed", "true");
        }

        await notary.ClickAsync("#live-record");
        await Assertions.Expect(notary.Locator("#live-recording-state")).ToHaveTextAsync(new Regex("đã lưu [1-9]"), new() { Timeout = 45_000 });
        await notary.ClickAsync("#live-record-end");
        await Assertions.Expect(notary.Locator("#live-recording-state")).ToHaveTextAsync(new Regex("^Đã dừng ghi."), new() { Timeout = 45_000 });
        LiveRecording recording = Assert.Single((await LiveVisitors.RoomAsync(browser, journey.Case)).Recordings);
        RecordedSpan span = Assert.Single((await browser.Service.Services.GetRequiredService<ViewCase>().DoAsync(Actor.Officer(LiveVisitors.Tenant, NotarisedJourney.Lead), new CaseId(journey.Case), CancellationToken.None)).Value.Case.File.Session!.Recordings);
        Assert.Equal(recording.Chain, span.MediaSha256!.Value);
        Assert.Equal((recording.From, recording.Until!.Value), (span.From, span.Until));
        byte[] note = (await lead.GetAsync($"/v1/cases/{journey.Case}/papers/{span.Paper}")).Expect(200).Body;
        Assert.Contains(recording.Chain.Hex, System.Text.Encoding.UTF8.GetString(note), StringComparison.Ordinal);
        await notary.PictureAsync("live-notarial-recording");
        await notary.Context.CloseAsync();
        await citizen.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Line_ThatGetsWeak_KeepsTheSound_ThenShowsTheNumber_ThenGoesOn()
    {
        await using LiveRelay relay = await LiveRelay.StartAsync(browser);
        IBrowser camera = await LiveVisitors.WithCameraAsync(browser);
        Guid id = await LiveVisitors.OpenAsync(browser);
        IPage officer = await browser.NewPageAsync(browser: camera), citizen = await browser.NewPageAsync(browser: camera);
        await LiveVisitors.AtDeskAsync(browser, officer, id);
        await officer.JoinAsync();
        string ticket = await LiveVisitors.EnterAsync(browser, citizen, id);
        await citizen.GotoAsync($"/s/{ticket}/live");
        await citizen.JoinAsync();
        await citizen.SeesAsync(1);
        await officer.SeesAsync(1);

        // 64 kbit/s each way for both together: no picture gets through, sound does.
        relay.Line.BytesPerSecond = 8_000;
        ILocator status = citizen.Locator("#live-status");
        await Assertions.Expect(status).ToHaveTextAsync("Đường truyền yếu: chỉ giữ tiếng.", new() { Timeout = 60_000 });
        await Assertions.Expect(citizen.Locator("#live-mode")).ToBeVisibleAsync();
        await Assertions.Expect(citizen.Locator("#live-tiles li").Nth(1)).ToContainTextAsync("Chỉ có tiếng", new() { Timeout = 60_000 });
        await citizen.PictureAsync("live-weak");

        // Nothing gets through: the number of the office.
        relay.Line.BytesPerSecond = 0;
        await Assertions.Expect(citizen.Locator("#live-phone")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(citizen.Locator("#live-phone a")).ToHaveAttributeAsync("href", "tel:02400000000");

        // The line comes back, and the sound with it; then somebody wants the picture again.
        relay.Line.BytesPerSecond = null;
        await Assertions.Expect(citizen.Locator("#live-phone")).ToBeHiddenAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(status).ToHaveTextAsync("Đã nối lại.");
        await citizen.ClickAsync("#live-mode");
        await Assertions.Expect(status).ToHaveTextAsync("Hình đã trở lại.");
        await officer.Context.CloseAsync();
        await citizen.Context.CloseAsync();
    }

    /// <summary>The recording that was handed in piece by piece is one film that a browser plays, and its chain holds.</summary>
    private async Task PlaysAsync(IPage officer, Guid id)
    {
        LiveRoom room = await LiveVisitors.RoomAsync(browser, id);
        LiveRecording recording = Assert.Single(room.Recordings);
        Assert.NotNull(recording.Until);
        PlayedRecording played = (await browser.Service.Services.GetRequiredService<PlayLiveRecording>().DoAsync(Actor.Officer(LiveVisitors.Tenant, "officer"), new CaseId(id), room.Id, recording.Id, CancellationToken.None)).Value;
        Assert.True(played.IsWhole);
        int[] size = await officer.EvaluateAsync<int[]>("""
            async address => {
              const video = document.createElement('video');
              video.muted = true;
              video.src = address;
              await new Promise((done, failed) => { video.onloadeddata = done; video.onerror = () => failed(new Error(video.error.message)); });
              await video.play();
              await new Promise(done => video.requestVideoFrameCallback(done));
              return [video.videoWidth, video.videoHeight];
            }
            """, $"{new Uri(officer.Url).AbsolutePath}/evidence?handler=Recording&room={room.Id:D}&name={recording.Id}");
        Assert.Equal([960, 720], size);
    }
}
