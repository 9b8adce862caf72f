using Microsoft.Playwright;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>The queue shows what waits for an officer of this tenant, and finds it by words without diacritics.</summary>
[Collection(BrowserCollection.Name)]
public class QueueTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Queue_Searched_WithoutDiacritics_FindsByNameAndCode()
    {
        Guid id = await DeskCases.SignedAsync(browser, "Đặng Thị Hường Tìm");
        await DeskCases.SignedAsync(browser, "Vũ Văn Khác Hẳn");
        IPage page = await DeskVisitor.EnterByAsync(browser, "oidc");
        await page.GotoAsync(DeskVisitor.OriginOf(browser) + "/desk?q=huong+tim+dang");
        ILocator rows = page.Locator("tbody tr");
        Assert.Equal(1, await rows.CountAsync());
        Assert.Contains("Đặng Thị Hường Tìm", await rows.InnerTextAsync(), StringComparison.Ordinal);
        Assert.EndsWith($"/desk/cases/{id}", (await rows.Locator("a").GetAttributeAsync("href"))!, StringComparison.Ordinal);

        string code = await rows.Locator(".rv-code").InnerTextAsync();
        await page.Locator("#q").FillAsync(code.ToLowerInvariant());
        await page.GetByRole(AriaRole.Button, new() { Name = "Lọc" }).ClickAsync();
        Assert.Equal(1, await rows.CountAsync());
        Assert.Contains(code, await rows.InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Queue_Filtered_KeepsToProcedureAndToWhatWaits()
    {
        Guid handedIn = await DeskCases.SubmittedAsync(browser, "Đỗ Văn Lọc");
        Guid open = (await new Server.Tests.Journey(browser.Service).OpenAsync("Đỗ Thị Lọc Chưa Xong", DeskCases.NextNumber())).Case;
        IPage page = await DeskVisitor.EnterByAsync(browser, "oidc");
        string desk = DeskVisitor.OriginOf(browser) + "/desk?q=loc+do";
        await page.GotoAsync(desk);
        Assert.Equal([handedIn.ToString()], await CasesAsync(page));
        await page.GotoAsync(desk + "&show=all");
        Assert.Equal(new[] { handedIn.ToString(), open.ToString() }.Order(), (await CasesAsync(page)).Order());
        await page.GotoAsync(desk + "&show=all&procedure=certified-copy-paper");
        Assert.Equal([handedIn.ToString()], await CasesAsync(page));
        await page.GotoAsync(desk + "&show=all&due=late");
        Assert.Empty(await CasesAsync(page));
        Assert.Contains("Không có hồ sơ nào khớp", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Queue_ByOfficer_ShowsMineNobodysAndAColleagues()
    {
        Guid nobodys = await DeskCases.SubmittedAsync(browser, "Mạc Văn Của Ai"), led = (await new NotarisedJourney(browser.Service).AssignAsync()).Case;
        string desk = DeskVisitor.OriginOf(browser) + "/desk?show=all&officer=";
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey"), lead = await DeskVisitor.EnterByAsync(browser, "passkey", NotarisedJourney.Lead);
        await page.GotoAsync(desk + "nobody");
        IReadOnlyList<string> shown = await CasesAsync(page);
        Assert.Contains(nobodys.ToString(), shown);
        Assert.DoesNotContain(led.ToString(), shown);
        await page.Locator("#officer").SelectOptionAsync(new SelectOptionValue { Label = $"Khách {NotarisedJourney.Lead}" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Lọc" }).ClickAsync();
        shown = await CasesAsync(page);
        Assert.Contains(led.ToString(), shown);
        Assert.DoesNotContain(nobodys.ToString(), shown);
        Assert.DoesNotContain("officer-2", await page.Locator("#officer").InnerHTMLAsync(), StringComparison.Ordinal);

        // Who took it in has a function in it too; a third officer has none.
        await page.GotoAsync(desk + "mine");
        Assert.Contains(led.ToString(), await CasesAsync(page));
        IPage third = await DeskVisitor.EnterByAsync(browser, "passkey", "officer-key");
        await third.GotoAsync(desk + "mine");
        Assert.DoesNotContain(led.ToString(), await CasesAsync(third));
        await third.Context.CloseAsync();
        await lead.GotoAsync(desk + "mine");
        Assert.Contains(led.ToString(), await CasesAsync(lead));
        await page.Context.CloseAsync();
        await lead.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Officer_OfAnotherTenant_SeesNothingOfIt()
    {
        Guid id = await DeskCases.SignedAsync(browser, "Hồ Thị Nơi Khác");
        IPage page = await DeskVisitor.EnterByAsync(browser, "passkey", "officer-2");
        await page.GotoAsync(DeskVisitor.OriginOf(browser) + "/desk?show=all");
        IReadOnlyList<string> shown = await CasesAsync(page);
        Assert.DoesNotContain(id.ToString(), shown);

        // Whatever else is shown is of the officer's own tenant, where other tests open cases too.
        await using (IUnitOfWork unit = await browser.Service.Parts.Storage.BeginAsync(CancellationToken.None))
        {
            foreach (string other in shown)
            {
                Assert.NotNull(await unit.Cases.FindAsync(new TenantId(RunningService.OtherTenant), new CaseId(Guid.Parse(other)), CancellationToken.None));
            }
        }

        Assert.Equal(404, (await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}"))!.Status);
        Assert.Equal(404, (await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/cases/{id}?handler=Document"))!.Status);
        await page.GotoAsync($"{DeskVisitor.OriginOf(browser)}/desk/sign?case={id}");
        Assert.Contains("Không có hồ sơ nào chờ bạn ký", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await DeskCases.RecordedAsync(browser, id, "evidence.view"));
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Desk_WithoutSignIn_LeadsToItAndBack()
    {
        Guid id = await DeskCases.SignedAsync(browser, "Bùi Thị Quay Lại");
        IPage page = await browser.NewPageAsync();
        foreach (string path in new[] { "/desk", $"/desk/cases/{id}", "/desk/passkeys", $"/desk/sign?case={id}" })
        {
            await page.GotoAsync(DeskVisitor.OriginOf(browser) + path);
            Assert.Contains("/desk/sign-in?back=", page.Url, StringComparison.Ordinal);
        }

        DeskVisitor officer = await DeskVisitor.EnterAsync(browser);
        await officer.LeaveAsync();
        await officer.SignInAsync($"/desk/cases/{id}");
        await officer.Page.WaitForURLAsync($"**/desk/cases/{id}");
        await officer.Page.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    private static async Task<IReadOnlyList<string>> CasesAsync(IPage page) =>
        [.. (await page.Locator("tbody a[data-row]").EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href').split('/').pop())"))];
}
