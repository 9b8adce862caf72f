using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Citizen;

/// <summary>Citizens on the pages, from the link to the receipt. The camera has journeys of its own; here its outcome is handed to the act that its connection calls.</summary>
[Collection(BrowserCollection.Name)]
public class CitizenJourneyTests(BrowserFixture browser)
{
    /// <summary>With and without script: the pages are the same.</summary>
    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Citizen_FromTheLinkToTheReceipt_SignsWhatWasRead(bool script)
    {
        CitizenPeople people = await new CitizenPeople(browser).StartAsync();
        IPage page = await browser.NewPageAsync("vi", script: script);
        string ticket = await people.TicketAsync();

        // Opening, twice, uses nothing up.
        await page.GotoAsync($"/s/{ticket}");
        await page.GotoAsync($"/s/{ticket}");
        await page.Locator("main form button").ClickAsync();

        Assert.EndsWith("/consent", page.Url, StringComparison.Ordinal);
        ILocator answers = page.Locator(".rv-equal button");
        Assert.Equal(2, await answers.CountAsync());
        Assert.Equal(await answers.Nth(0).GetAttributeAsync("class"), await answers.Nth(1).GetAttributeAsync("class"));
        LocatorBoundingBoxResult[] boxes = [(await answers.Nth(0).BoundingBoxAsync())!, (await answers.Nth(1).BoundingBoxAsync())!];
        Assert.Equal(boxes[0].Height, boxes[1].Height, 1.0);
        Assert.Equal(boxes[0].Width, boxes[1].Width, 1.0);
        await answers.Nth(0).ClickAsync();

        Assert.EndsWith("/card", page.Url, StringComparison.Ordinal);
        await people.ReadChipAsync();
        await page.GotoAsync($"/s/{ticket}");
        string card = await page.Locator("dl").InnerTextAsync();
        Assert.Contains("001•••••••00", card, StringComparison.Ordinal);
        Assert.DoesNotContain(Journey.Number, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Hành Trình", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await people.PassCameraAsync();
        await page.GotoAsync($"/s/{ticket}");
        Assert.EndsWith("/document", page.Url, StringComparison.Ordinal);
        Assert.Contains("HỢP ĐỒNG THỬ NGHIỆM", await page.Locator(".rv-paper").InnerTextAsync(), StringComparison.Ordinal);
        IAPIResponse file = await page.APIRequest.GetAsync($"/s/{ticket}/document?handler=File");
        Assert.Equal(200, file.Status);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await file.BodyAsync()));
        Assert.Contains(hash, await page.ContentAsync(), StringComparison.Ordinal);
        await page.Locator("main a.govuk-button").ClickAsync();

        // Without the tick nothing is confirmed.
        await page.Locator("form:has(#read) button").ClickAsync();
        await page.Locator("#errors").WaitForAsync();
        Assert.Equal("awaiting-confirmation", (await people.ReadAsync()).GetProperty("state").GetString());
        await page.Locator("label[for=read]").ClickAsync();
        await page.Locator("form:has(#read) button").ClickAsync();
        Assert.EndsWith("/sign", page.Url, StringComparison.Ordinal);
        Assert.Contains(hash, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator(".rv-equal button").ClickAsync();

        Assert.EndsWith("/receipt", page.Url, StringComparison.Ordinal);
        string receipt = await page.Locator("main").InnerTextAsync();
        JsonElement read = await people.ReadAsync();
        Assert.Equal("participants-signed", read.GetProperty("state").GetString());
        Assert.Contains(read.GetProperty("code").GetString()!, receipt, StringComparison.Ordinal);
        Assert.Contains(hash, receipt, StringComparison.Ordinal);

        string code = await people.CompleteAsync();
        await page.GotoAsync($"/s/{ticket}");
        Assert.Contains(code.Replace("-", "", StringComparison.Ordinal), (await page.Locator("main").InnerTextAsync()).Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await page.Locator("label[for=score-5]").ClickAsync();
        await page.Locator("form:has(#score-5) button").ClickAsync();
        await page.Locator("main [role=status]").WaitForAsync();
        Assert.Equal(0, await page.Locator("#score-5").CountAsync());

        await page.Locator("form[action$=Leave] button").ClickAsync();
        await page.GotoAsync($"/s/{ticket}/receipt");
        Assert.Equal($"/s/{ticket}", new Uri(page.Url).AbsolutePath);
        Assert.DoesNotContain(await page.Context.CookiesAsync(), cookie => cookie.Name.StartsWith("__Host-visit-", StringComparison.Ordinal));
        page.KeptToItself();
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Citizen_WhoDoesNotAgree_IsLedToTheOffice_AndNoCaptureCanBeOpenedByAnybody()
    {
        CitizenPeople people = await (await new CitizenPeople(browser).StartAsync()).ReadChipAsync();
        IPage page = await browser.NewPageAsync("vi", script: false);
        string ticket = await people.EnterAsync(page);
        await page.Locator("button[value=no]").ClickAsync();
        Assert.EndsWith("/declined", page.Url, StringComparison.Ordinal);
        Assert.Contains((await people.ReadAsync()).GetProperty("code").GetString()!, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        // The no is kept on the service, not on the page: neither portal nor page come by it.
        (await (await browser.Service.AsAsync("portal")).PostAsync($"/v1/verifications/{people.Journey.Verification}/captures")).ExpectProblem(409, "consent.missing");
        await page.GotoAsync($"/s/{ticket}/camera");
        await page.GotoAsync($"/s/{ticket}");
        await page.Locator("main ul a").ClickAsync();
        await page.Locator("button[value=yes]").ClickAsync();
        Assert.EndsWith("/card", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    /// <summary>Neither an address nor a number is asked for on any page of the way.</summary>
    [SkippableFact]
    public async Task Pages_OfTheVisit_AskNeitherForEmailNorForTelephone()
    {
        foreach (ListedPage listed in new CitizenPages().Pages.Where(one => !one.HasCamera))
        {
            IPage page = await browser.NewPageAsync("vi", script: false);
            await listed.OpenAsync(browser, page);
            Assert.Equal(0, await page.Locator("input[type=email], input[type=tel], input[autocomplete*=email], input[autocomplete*=tel]").CountAsync());
            await page.Context.CloseAsync();
        }
    }

    [SkippableFact]
    public async Task Link_UsedOnAnotherDevice_OpensNothing_AndAFreshOneGoesOnWhereItWas()
    {
        CitizenPeople people = await new CitizenPeople(browser).StartAsync();
        IPage first = await browser.NewPageAsync("vi", script: false);
        string ticket = await people.EnterAsync(first);
        await first.Locator("button[value=yes]").ClickAsync();

        IPage second = await browser.NewPageAsync("vi", script: false);
        IResponse? closed = await second.GotoAsync($"/s/{ticket}/card");
        Assert.Equal($"/s/{ticket}", new Uri(second.Url).AbsolutePath);
        Assert.Equal(410, closed!.Status);
        await people.EnterAsync(second);
        Assert.EndsWith("/card", second.Url, StringComparison.Ordinal);
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Document_ChangedWhileItWasRead_IsNotConfirmedUnseen()
    {
        CitizenPeople people = await (await (await (await new CitizenPeople(browser).StartAsync()).AgreeAsync()).ReadChipAsync()).PassCameraAsync();
        IPage page = await browser.NewPageAsync("vi", script: false);
        string ticket = await people.EnterAsync(page);
        await page.Locator("main a.govuk-button").ClickAsync();
        await page.Locator("label[for=read]").ClickAsync();

        // What the page would send for a document that is not the one of the case.
        string token = (await page.Locator("form:has(#read) input[name=__RequestVerificationToken]").GetAttributeAsync("value"))!;
        IFormData other = page.APIRequest.CreateFormData();
        other.Set("document", new string('a', 64)).Set("read", "true").Set("__RequestVerificationToken", token);
        IAPIResponse answer = await page.APIRequest.PostAsync($"/s/{ticket}/confirm", new() { Form = other, MaxRedirects = 0 });
        Assert.Equal(409, answer.Status);
        Assert.Contains("vừa thay đổi", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("awaiting-confirmation", (await people.ReadAsync()).GetProperty("state").GetString());
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Cookie_OfTheVisit_IsOutOfReach_AndOpensOneCaseOnly()
    {
        CitizenPeople people = await new CitizenPeople(browser).StartAsync();
        IPage page = await browser.NewPageAsync("vi");
        string ticket = await people.EnterAsync(page);
        BrowserContextCookiesResult cookie = Assert.Single(await page.Context.CookiesAsync(), cookie => cookie.Name.StartsWith("__Host-visit-", StringComparison.Ordinal));
        Assert.True(cookie is { HttpOnly: true, Secure: true, Path: "/" });
        Assert.DoesNotContain(ticket, cookie.Name, StringComparison.Ordinal);
        Assert.Equal("", await page.EvaluateAsync<string>("() => document.cookie"));
        Assert.DoesNotContain(cookie.Value, await page.ContentAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task WaitingPage_WithoutScript_GoesOnByItself()
    {
        CitizenPeople people = await (await new CitizenPeople(browser).StartAsync()).AgreeAsync();
        IPage page = await browser.NewPageAsync("vi", script: false);
        string ticket = await people.EnterAsync(page);
        IAPIResponse waits = await page.APIRequest.GetAsync($"/s/{ticket}/card");
        Assert.Matches(new Regex($"^\\d+; url=/s/{Regex.Escape(ticket)}$"), waits.Headers["refresh"]);
        await page.GetByText("Đừng tự tải lại trang").ClickAsync();
        Assert.DoesNotContain("refresh", (await page.APIRequest.GetAsync(page.Url)).Headers.Keys);
        await people.ReadChipAsync();
        await page.GetByText("Kiểm tra ngay").ClickAsync();
        Assert.Contains("đã được đọc", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    /// <summary>The sentence helps an honest person and says nothing about which check it was.</summary>
    [SkippableTheory]
    [InlineData("attack-score")]
    [InlineData("looped-frames")]
    public async Task OfficerMustLook_IsTold_WithoutNamingTheCheck(string reason)
    {
        CitizenPeople people = await (await (await (await new CitizenPeople(browser).StartAsync()).AgreeAsync()).ReadChipAsync()).EndCameraAsync(CaptureVerdict.Officer, reason);
        IPage page = await browser.NewPageAsync("en", script: false);
        await people.EnterAsync(page);
        string text = await page.Locator("main").InnerTextAsync();
        Assert.Contains("An officer looks at the pictures and decides", text, StringComparison.Ordinal);
        Assert.DoesNotContain(reason, await page.ContentAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
