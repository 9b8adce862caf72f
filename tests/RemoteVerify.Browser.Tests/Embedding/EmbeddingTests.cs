using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RemoteVerify.Browser.Tests.Live;
using RemoteVerify.Server.Tests;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Browser.Tests.Embedding;

/// <summary>The sample portal, of another site than the service, with the citizen's pages in its frame or one click away.</summary>
[Collection(BrowserCollection.Name)]
public class EmbeddingTests(BrowserFixture browser)
{
    private const string Frame = "remote-verify iframe";

    [SkippableFact]
    public async Task Frame_OfARegisteredPortal_KeepsTheVisitAndTellsHowItGoes()
    {
        await using SamplePortal portal = await SamplePortal.StartAsync(browser);
        IPage page = await browser.NewPageAsync(browser: await browser.LaunchAsync(SamplePortal.NoForeignCookies));
        await page.GotoAsync(portal.Address.ToString());
        await page.ClickAsync("button[value=frame]");
        IFrameLocator inside = page.FrameLocator(Frame);
        await inside.Locator("h1").WaitForAsync();
        await Assertions.Expect(page.Locator("#news")).ToHaveTextAsync("Bắt đầu");
        await page.AxeAsync();
        await HasItsWholeHeightAsync(page);
        await page.PictureAsync("embedded");

        // The visit lives in a cookie of this portal's frame alone.
        await inside.Locator("main form button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#news")).Not.ToHaveTextAsync("Bắt đầu");
        IReadOnlyList<BrowserContextCookiesResult> cookies = await page.Context.CookiesAsync();
        BrowserContextCookiesResult visit = Assert.Single(cookies, cookie => cookie.Name.StartsWith("__Host-visit-", StringComparison.Ordinal));
        Assert.True(visit is { HttpOnly: true, Secure: true, SameSite: SameSiteAttribute.None });
        Assert.False(string.IsNullOrEmpty(visit.PartitionKey), "the cookie is not kept apart for the portal");
        Assert.Equal(0, await inside.Locator("a[href='/'], a[href='/check'], footer").CountAsync());

        // The portal lent camera and microphone to the service's frame.
        IFrame frame = page.Frames.Single(f => f.Url.Contains("/s/", StringComparison.Ordinal));
        Assert.Equal("audio video", await frame.EvaluateAsync<string>("async () => (await navigator.mediaDevices.getUserMedia({ audio: true, video: true })).getTracks().map(t => t.kind).sort().join(' ')"));
        await HasItsWholeHeightAsync(page);

        // The citizen signs; the next page in the frame says so, and the portal asks what is true.
        Guid id = await SignAsync(page);
        Assert.DoesNotContain("Đã xong", await page.InnerTextAsync("#news"), StringComparison.Ordinal);
        await frame.EvaluateAsync("() => location.reload()");
        await Assertions.Expect(page.Locator("#news")).ToHaveTextAsync(new Regex("^Đã xong. Tình trạng do dịch vụ báo: [a-z-]+$"));
        JsonElement state = await StateAsync(page);
        Assert.Equal(id, state.GetProperty("id").GetGuid());
        Assert.NotEmpty(state.GetProperty("events").EnumerateArray());
        Assert.Empty(PageWatch.Of(page).Complaints);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Frame_OfAnotherOrigin_ShowsNothing_AndOffersTheLink()
    {
        await using SamplePortal portal = await SamplePortal.StartAsync(browser);
        IPage page = await browser.NewPageAsync();
        string address = await InvitationAsync();
        await using Stranger stranger = await Stranger.StartAsync($"<remote-verify address='{address}' language='en'></remote-verify><script src='{browser.Service.Address}embed/remote-verify.js'></script>");
        await page.GotoAsync(stranger.Address);
        await page.EvaluateAsync("() => { window.heard = []; for (const what of ['ready', 'step', 'finished', 'blocked']) addEventListener('remote-verify-' + what, () => window.heard.push(what)); }");
        ILocator note = page.Locator("remote-verify p[role=status]");
        await Assertions.Expect(note).ToHaveTextAsync("It can't be shown here. Open it in a tab of its own to go on.", new() { Timeout = 20_000 });
        Assert.Equal(["blocked"], await page.EvaluateAsync<string[]>("() => window.heard"));
        Assert.DoesNotContain(page.Frames, frame => frame.Url.StartsWith(browser.Service.Address.ToString(), StringComparison.Ordinal));
        Assert.StartsWith(address, await page.Locator("remote-verify a").GetAttributeAsync("href"), StringComparison.Ordinal);
        Assert.Contains(PageWatch.Of(page).Complaints, complaint => complaint.Contains("frame-ancestors", StringComparison.Ordinal));

        // The link is not used up by what was refused.
        await page.GotoAsync(address);
        Assert.Equal(1, await page.Locator("main form button").CountAsync());
        await page.Context.CloseAsync();
    }

    /// <summary>A page of another origin that is not the portal's can't make the element speak, nor learn anything from a framed page.</summary>
    [SkippableFact]
    public async Task Element_HearsTheServiceAlone()
    {
        IPage page = await browser.NewPageAsync();
        await using Stranger stranger = await Stranger.StartAsync($"<script src='{browser.Service.Address}embed/remote-verify.js'></script>");
        await page.GotoAsync(stranger.Address);
        int said = await page.EvaluateAsync<int>("""
            async () => {
              let said = 0;
              addEventListener('remote-verify-finished', () => said++);
              for (const address of ['javascript:alert(1)', 'http://elsewhere.example/s/x', 'https://elsewhere.example/other', 'https://elsewhere.example/s/x']) {
                const element = document.createElement('remote-verify');
                element.setAttribute('address', address);
                document.body.append(element);
              }
              window.postMessage({ 'remote-verify-1': { kind: 'finished', outcome: 'signed' } }, '*');
              await new Promise(done => setTimeout(done, 300));
              return said;
            }
            """);
        Assert.Equal(0, said);
        Assert.Equal(1, await page.Locator("remote-verify iframe").CountAsync());
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Redirect_ToTheService_LeadsBackToTheRegisteredAddressWithThePortalsOwnWord()
    {
        await using SamplePortal portal = await SamplePortal.StartAsync(browser);
        IPage page = await browser.NewPageAsync(script: false);
        await page.GotoAsync(portal.Address.ToString());
        await page.ClickAsync("button[value=redirect]");
        Uri out1 = new(page.Url);
        Assert.Equal(browser.Service.Address.Authority, out1.Authority);
        Assert.DoesNotContain("001199000000", page.Url, StringComparison.Ordinal);

        // The way back stays through the visit, and says how far it came.
        await page.Locator("main form button").First.ClickAsync();
        Assert.DoesNotContain("return=", page.Url, StringComparison.Ordinal);
        await page.ClickAsync(".govuk-back-link");
        Uri back = new(page.Url);
        Assert.Equal(portal.Address.Authority, back.Authority);
        Assert.Matches("^\\?state=[0-9a-f]{32}&outcome=open$", back.Query);
        Assert.Equal("open", await page.InnerTextAsync("#outcome"));
        Assert.NotEmpty(await page.InnerTextAsync("#state"));
        await page.Context.CloseAsync();
    }

    [SkippableTheory]
    [InlineData("https://stranger.example/back", "w")]
    [InlineData("{portal}/back/more", "w")]
    [InlineData("{portal}/back?x=1", "w")]
    [InlineData("{portal}/back", "a b")]
    public async Task Return_ToAnAddressThatIsNotRegistered_IsNoWay(string address, string state)
    {
        IPage page = await browser.NewPageAsync(script: false);
        string link = await InvitationAsync();
        await page.GotoAsync($"{link}?return={Uri.EscapeDataString(address.Replace("{portal}", browser.Known.PortalOrigin, StringComparison.Ordinal))}&state={Uri.EscapeDataString(state)}");
        Assert.Equal(1, await page.Locator("main form button").CountAsync());
        Assert.Equal(0, await page.Locator(".govuk-back-link").CountAsync());
        await page.GotoAsync($"{link}/return");
        Assert.StartsWith(link, page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    /// <summary>The way back of one visit is not another's.</summary>
    [SkippableFact]
    public async Task Return_OfAnotherVisit_IsNotUsed()
    {
        IPage page = await browser.NewPageAsync(script: false);
        await page.GotoAsync($"{await InvitationAsync()}?return={Uri.EscapeDataString(browser.Known.PortalOrigin + "/back")}&state=w");
        Assert.Equal(1, await page.Locator(".govuk-back-link").CountAsync());
        await page.GotoAsync(await InvitationAsync());
        Assert.Equal(0, await page.Locator(".govuk-back-link").CountAsync());
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Script_ForPortals_MayBeLoadedByAnySite_AndIsSmall()
    {
        IPage page = await browser.NewPageAsync();
        IAPIResponse script = await page.APIRequest.GetAsync("/embed/remote-verify.js");
        Assert.Equal("*", script.Headers["access-control-allow-origin"]);
        Assert.Equal("cross-origin", script.Headers["cross-origin-resource-policy"]);
        Assert.InRange((await script.BodyAsync()).Length, 500, 6000);
        IAPIResponse other = await page.APIRequest.GetAsync("/embed/framed.js");
        Assert.False(other.Headers.ContainsKey("access-control-allow-origin"));
        await page.Context.CloseAsync();
    }

    /// <summary>The frame is as high as the page in it, so that nothing scrolls twice.</summary>
    private static async Task HasItsWholeHeightAsync(IPage page) =>
        await Assertions.Expect(page.FrameLocator(Frame).Locator("html")).ToHaveJSPropertyAsync("scrollHeight", await SettledAsync(page));

    private static async Task<int> SettledAsync(IPage page)
    {
        await page.WaitForFunctionAsync("""
            () => {
              const frame = document.querySelector('remote-verify').shadowRoot.querySelector('iframe');
              const height = frame.getBoundingClientRect().height;
              const same = window.rvHeight === height;
              window.rvHeight = height;
              return same;
            }
            """, null, new() { PollingInterval = 200 });
        return await page.EvaluateAsync<int>("() => window.rvHeight");
    }

    private async Task<string> InvitationAsync()
    {
        Journey journey = await new Journey(browser.Service).StartAsync();
        Caller portal = await browser.Service.AsAsync("portal");
        string ticket = (await portal.PostAsync($"/v1/cases/{journey.Case}/participants/p1/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;
        return $"{browser.Service.Address}s/{ticket}";
    }

    /// <summary>The person of the portal's case proves who they are and signs, elsewhere.</summary>
    private async Task<Guid> SignAsync(IPage page)
    {
        Guid id = (await StateAsync(page)).GetProperty("id").GetGuid();
        Caller portal = await browser.Service.AsAsync("portal");
        Guid verification = (await portal.GetAsync($"/v1/cases/{id}")).Expect(200).Json.GetProperty("verifications")[0].GetProperty("id").GetGuid();
        Journey journey = await Journey.Of(browser.Service, id, verification).EnterAsync();
        using VirtualChip chip = journey.Chip("Nguyễn Thị Mẫu");
        (await journey.SubmitAsync(journey.Citizen, chip)).Expect(200);
        await journey.PassCaptureAsync();
        string hash = (await journey.Citizen.PostAsync("/v1/signature-requests", new { caseId = id, @as = "citizen" })).Expect(201).Json.GetProperty("documentSha256").GetString()!;
        (await journey.Citizen.PostAsync($"/v1/signature-requests/{id}/confirm", new { documentSha256 = hash })).Expect(200);
        return id;
    }

    private static Task<JsonElement> StateAsync(IPage page) => page.EvaluateAsync<JsonElement>("async () => (await fetch(document.getElementById('news').dataset.state)).json()");
}
