using System.Text.Json;
using Microsoft.Playwright;
using RemoteVerify.Cases;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Assisted;

/// <summary>A service point without signal: papers wait sealed on the machine and go later, once each; the camera step is booked; officers see concerns and what is paid.</summary>
[Collection(BrowserCollection.Name)]
public class ServicePointTests(BrowserFixture browser)
{
    [SkippableFact]
    public async Task Papers_TakenWithoutSignal_WaitSealed_AndGoWhenTheLineIsBack()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser);
        HelpedPerson person = await helper.PersonWithPaperAsync();
        IPage page = helper.Page;
        await helper.Desk.GoAsync("/point");
        await page.Locator("#point-line[data-ready=yes]").WaitForAsync();
        await page.ReloadAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"));

        await page.Context.SetOfflineAsync(true);
        await helper.Desk.GoAsync("/point");
        Assert.Contains("Chưa có mạng", await page.Locator("#point-line").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Khách", await page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<bool>("getComputedStyle(document.querySelector('.govuk-button')).backgroundColor !== 'rgba(0, 0, 0, 0)'"));
        await TakeAsync(page, person);
        Assert.Equal("1", await page.Locator("#queue").GetAttributeAsync("data-count"));

        // What lies on the machine shows nothing of the person or the paper, neither as it is nor as text.
        string kept = await page.EvaluateAsync<string>("""
            () => new Promise(resolve => {
              const asked = indexedDB.open('point', 1);
              asked.onsuccess = () => {
                const all = asked.result.transaction('items').objectStore('items').getAll();
                all.onsuccess = () => { asked.result.close(); resolve(all.result.map(item => JSON.stringify(item) + new TextDecoder('latin1').decode(item.sealed)).join()); };
              };
            })
            """);
        Assert.True(kept.Length > Journey.Contract.Length);
        Assert.DoesNotContain(person.Number, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Code, kept, StringComparison.Ordinal);
        Assert.DoesNotContain("%PDF", kept, StringComparison.Ordinal);

        // The kept page notices the line and opens the one that can send.
        await page.Context.SetOfflineAsync(false);
        await page.Locator("#point-send").WaitForAsync();
        await page.Locator("#queue[data-count='0']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Caller portal = await browser.Service.AsAsync("portal");
        JsonElement papers = (await portal.GetAsync($"/v1/cases/{person.Case}/dossier")).Expect(200).Json.GetProperty("papers");
        Assert.Equal("draft", Assert.Single(papers.EnumerateArray()).GetProperty("need").GetString());
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Item_ThatIsRefused_StaysWithItsReason_UntilItIsTakenOut()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser);
        HelpedPerson person = await helper.PersonWithPaperAsync();
        IPage page = helper.Page;
        await helper.Desk.GoAsync("/point");
        await TakeAsync(page, person with { Code = "KHONG-CO" });
        await page.Locator("#queue strong").WaitForAsync();
        Assert.Contains("không cùng một hồ sơ", await page.Locator("#queue").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator("#queue button").ClickAsync();
        await page.Locator("#queue[data-count='0']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task CameraStep_IsBooked_WithTheHelperBeside()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser);
        HelpedPerson person = await helper.BeginAndAgreeAsync(isProven: false);
        await helper.BookAsync();
        IPage page = helper.Page;
        string address = page.Url;
        foreach (string day in await page.Locator("#day option").EvaluateAllAsync<string[]>("all => all.map(one => one.value)"))
        {
            await page.GotoAsync($"{address}?day={day}");
            if (await page.Locator("#at").CountAsync() > 0)
            {
                break;
            }
        }

        await page.Locator("form:has(#at) button").ClickAsync();
        await page.Locator("[role=status]").WaitForAsync();
        Assert.Contains("/2", await page.Locator("[role=status]").InnerTextAsync(), StringComparison.Ordinal);
        Caller portal = await browser.Service.AsAsync("portal");
        Assert.Contains("appointment.book", (await portal.GetAsync($"/v1/cases/{person.Journey.Case}")).Text, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Officer_SettlesAConcern_AndReadsWhatIsPaid()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser, account: HelperVisitor.Other);
        HelpedPerson person = await helper.ToAnswerAsync();
        await helper.AnswerAsync(isPressed: true);
        await helper.Page.WaitForURLAsync("**/done");
        await helper.HandBackAsync();
        await helper.EndAsync();
        await helper.Page.Context.CloseAsync();

        Desk.DeskVisitor officer = await Desk.DeskVisitor.EnterAsync(browser);
        await officer.GoAsync("/desk/concerns");
        ILocator concern = officer.Page.Locator(".rv-section", new() { HasText = person.Code });
        await concern.Locator("input[value=own-will]").CheckAsync();
        await concern.Locator("button").ClickAsync();
        await officer.Page.Locator(".rv-section", new() { HasText = person.Code }).Locator("text=officer").First.WaitForAsync();
        await using (Cases.Stores.IUnitOfWork unit = await browser.Service.Parts.Storage.BeginAsync(CancellationToken.None))
        {
            Assert.False(await unit.Assistances.IsHeldAsync(new CaseId(person.Journey.Case), CancellationToken.None));
        }

        await officer.GoAsync("/desk/assistance");
        string row = await officer.Page.Locator("tbody tr", new() { HasText = $"Khách {HelperVisitor.Other}" }).InnerTextAsync();
        Assert.Contains("UBND xa-mot", row, StringComparison.Ordinal);
        IAPIResponse csv = await officer.Page.APIRequest.GetAsync(officer.Origin + await officer.Page.Locator("a[href*=Csv]").GetAttributeAsync("href"));
        Assert.Contains($"\"{HelperVisitor.Other}\"", await csv.TextAsync(), StringComparison.Ordinal);
        await officer.Page.Context.CloseAsync();
    }

    private static async Task TakeAsync(IPage page, HelpedPerson person)
    {
        await page.Locator("#code").FillAsync(person.Code);
        await page.Locator("#number").FillAsync(person.Number);
        await page.Locator("#need").SelectOptionAsync("draft");
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "giay.pdf", MimeType = "application/pdf", Buffer = Journey.Contract });
        await page.Locator("#agreed").CheckAsync();
        await page.Locator("#point-keep").ClickAsync();
        await page.Locator("#queue[data-count='1']").WaitForAsync();
    }
}
