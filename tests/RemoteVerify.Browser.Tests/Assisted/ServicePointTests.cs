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
        string kept = await KeptAsync(page);
        Assert.True(kept.Length > Journey.Contract.Length);
        Assert.DoesNotContain(person.Number, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Code, kept, StringComparison.Ordinal);
        Assert.DoesNotContain("%PDF", kept, StringComparison.Ordinal);

        // The kept page notices the line and opens the one that can send.
        await page.Context.SetOfflineAsync(false);
        await page.Locator("#point-send").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator("#queue[data-count='0']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Caller portal = await browser.Service.AsAsync("portal");
        JsonElement papers = (await portal.GetAsync($"/v1/cases/{person.Case}/dossier")).Expect(200).Json.GetProperty("papers");
        Assert.Equal("draft", Assert.Single(papers.EnumerateArray()).GetProperty("need").GetString());
        await page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Dossier_BegunWithoutSignal_IsOpenedWhenTheLineIsBack_UnderTheCodeOnThePaper()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser);
        IPage page = helper.Page;
        await helper.Desk.GoAsync("/point");
        await page.Locator("#point-line[data-ready=yes]").WaitForAsync();
        await page.ReloadAsync();
        await page.Context.SetOfflineAsync(true);
        await helper.Desk.GoAsync("/point");

        // What is missing is marked, and nothing is kept.
        await page.Locator("#what-new").CheckAsync();
        await page.Locator("#new-keep").ClickAsync();
        await page.Locator("#new-error").WaitForAsync();
        Assert.Equal("new-name", await page.EvaluateAsync<string>("document.activeElement.id"));

        string number = HelperVisitor.NewNumber(), day = await helper.FillDossierAsync(number);
        await page.Locator("#new-keep").ClickAsync();
        await page.Locator("#slip").WaitForAsync();
        string code = await page.Locator("#slip-code").InnerTextAsync();
        Assert.Matches("^HS-[0-9]{8}-[0-9A-HJKMNP-TV-Z]{8}$", code);
        Assert.Contains(code, await page.Locator("#queue").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(string.Empty, await page.Locator("#new-name").InputValueAsync());

        // A paper for it may wait behind it. Of all that the machine keeps the code alone can be read.
        await page.Locator("#what-paper").CheckAsync();
        await TakeAsync(page, code, number, "residence-confirmation", 2);
        string kept = await KeptAsync(page);
        Assert.Contains(code, kept, StringComparison.Ordinal);
        Assert.All(new[] { number, HelperVisitor.NewName, "Bản", "marital-certificate", "0912", "%PDF" }, word => Assert.DoesNotContain(word, kept, StringComparison.Ordinal));

        await page.Context.SetOfflineAsync(false);
        ILocator done = page.Locator(".rv-assist-queue__done");
        await done.WaitForAsync();
        Assert.Contains(code, await done.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains($"{day[8..]}/{day[5..7]}/{day[..4]}", await done.InnerTextAsync(), StringComparison.Ordinal);

        // The case was there for the paper, which the office looks up first.
        await page.Locator("#queue strong").WaitForAsync();
        Assert.Contains("tự tra cứu", await page.Locator("#queue strong").InnerTextAsync(), StringComparison.Ordinal);
        await done.Locator("button").ClickAsync();
        await done.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("#queue button").ClickAsync();
        await page.Locator("#queue-empty").WaitForAsync();
        await page.Context.CloseAsync();

        Desk.DeskVisitor officer = await Desk.DeskVisitor.EnterAsync(browser);
        await officer.GoAsync($"/desk?q={code}&show=all");
        await officer.Page.Locator("tbody tr", new() { HasText = code }).Locator("a").ClickAsync();
        string screen = (await officer.Page.Locator("main").TextContentAsync())!;
        Assert.Contains(HelperVisitor.NewName, screen, StringComparison.Ordinal);
        Assert.Contains("Vay vốn", screen, StringComparison.Ordinal);
        await officer.Page.Context.CloseAsync();
    }

    [SkippableFact]
    public async Task Dossier_ThatIsRefused_StaysWithItsReason_AndItsPapersWait()
    {
        HelperVisitor helper = await HelperVisitor.EnterAsync(browser);
        IPage page = helper.Page;
        await helper.Desk.GoAsync("/point");
        await page.Locator("#what-new").CheckAsync();
        string number = HelperVisitor.NewNumber();
        await helper.FillDossierAsync(number);
        await page.EvaluateAsync("() => { document.querySelector('#new-procedure option:checked').value = 'gone'; document.querySelector('[data-procedure]:not([hidden])').dataset.procedure = 'gone'; }");
        await page.Locator("#new-keep").ClickAsync();
        await page.Locator("#queue strong").WaitForAsync();
        Assert.Contains("chỉ cho người dân đến cơ quan", await page.Locator("#queue strong").InnerTextAsync(), StringComparison.Ordinal);

        await page.Locator("#what-paper").CheckAsync();
        await TakeAsync(page, await page.Locator("#slip-code").TextContentAsync() ?? string.Empty, number, "draft", 2);
        await page.Locator("#point-send button").ClickAsync();
        Assert.Equal(1, await page.Locator("#queue strong").CountAsync());
        await page.Locator("#queue button").ClickAsync();
        await page.Locator("#queue[data-count='0']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
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

    /// <summary>Everything that lies in the queue, as it is and as text.</summary>
    private static Task<string> KeptAsync(IPage page) => page.EvaluateAsync<string>("""
        () => new Promise(resolve => {
          const asked = indexedDB.open('point', 1);
          asked.onsuccess = () => {
            const all = asked.result.transaction('items').objectStore('items').getAll();
            all.onsuccess = () => { asked.result.close(); resolve(all.result.map(item => JSON.stringify(item) + new TextDecoder('latin1').decode(item.sealed)).join()); };
          };
        })
        """);

    private static Task TakeAsync(IPage page, HelpedPerson person) => TakeAsync(page, person.Code, person.Number, "draft", 1);

    private static async Task TakeAsync(IPage page, string code, string number, string need, int waiting)
    {
        await page.Locator("#code").FillAsync(code);
        await page.Locator("#number").FillAsync(number);
        await page.Locator("#need").SelectOptionAsync(need);
        await page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "giay.pdf", MimeType = "application/pdf", Buffer = Journey.Contract });
        await page.Locator("#agreed").CheckAsync();
        await page.Locator("#point-keep").ClickAsync();
        await page.Locator($"#queue[data-count='{waiting}']").WaitForAsync();
    }
}
