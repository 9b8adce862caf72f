using System.Collections.Concurrent;
using Microsoft.Playwright;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Citizen;

/// <summary>Every page of the citizen's visit and every state of one that looks different.</summary>
public sealed class CitizenPages : IListedPages
{
    private const string Part = "Citizen";

    /// <summary>A case for each state, made once: looking at a page changes nothing.</summary>
    private static readonly ConcurrentDictionary<string, Task<CitizenPeople>> Known = new();

    private static readonly ConcurrentDictionary<string, Task<NotarisedJourney>> Contracts = new();

    public IEnumerable<ListedPage> Pages =>
    [
        new("visit-begin", Part, async (browser, page) => await page.GotoAsync($"/s/{await (await Of("begin", browser, people => people.OpenAsync())).TicketAsync()}")),
        ListedPage.At("visit-closed", Part, "/s/this-link-was-never-given-out"),
        Step("visit-consent", people => people.OpenAsync()),
        Step("visit-declined", async people => await (await people.OpenAsync()).AgreeAsync(given: false)),
        Step("visit-card-missing", async people => await (await people.StartAsync()).AgreeAsync(), page => page.GotoAsync(page.Url + "?still=true")),
        Step("visit-card-phone", async people => await (await people.StartAsync()).AgreeAsync(), async page =>
        {
            await page.Locator("form[action$=Phone] button").ClickAsync();
            await page.Locator("svg.rv-qr").WaitForAsync();
        }),
        Step("visit-card-refused", async people => await (await (await people.StartAsync()).AgreeAsync()).ReadChipAsync("Trần Văn Khác", "001099000009", 422), page => page.GotoAsync(page.Url + "?still=true")),
        Step("visit-card-read", async people => await (await (await people.StartAsync()).AgreeAsync()).ReadChipAsync()),
        Step("visit-waiting-start", async people => await (await people.OpenAsync()).AgreeAsync(), page => page.GotoAsync(page.Url + "?still=true")),
        Step("visit-waiting-officer", async people => await (await (await (await people.StartAsync()).AgreeAsync()).ReadChipAsync()).EndCameraAsync(CaptureVerdict.Officer, "attack-score"), page => page.GotoAsync(page.Url + "?still=true")),
        Step("visit-document", ProvenAsync),
        Step("visit-document-words", async people => await (await (await (await people.StartAsync(Server.Tests.Journey.TallContract)).AgreeAsync()).ReadChipAsync()).PassCameraAsync()),
        Step("visit-confirm", ProvenAsync, page => page.Locator("main a.govuk-button").ClickAsync()),
        Step("visit-confirm-not-ticked", ProvenAsync, async page =>
        {
            await page.Locator("main a.govuk-button").ClickAsync();
            await page.Locator("form:has(#read) button").ClickAsync();
            await page.Locator("#errors").WaitForAsync();
        }),
        Step("visit-sign", async people => await (await ProvenAsync(people)).ConfirmAsync()),
        Step("visit-not-signed", async people => await (await ProvenAsync(people)).ConfirmAsync(), page => page.GotoAsync(page.Url.Replace("/sign", "/not-signed", StringComparison.Ordinal))),
        Step("visit-receipt", async people => await (await (await ProvenAsync(people)).ConfirmAsync()).SignAsync()),
        Step("visit-receipt-completed", CompletedAsync),
        Step("visit-later", people => people.OpenAsync(), async page =>
        {
            await page.GotoAsync(page.Url.Replace("/consent", "/later", StringComparison.Ordinal));
            await page.Locator("main form button").ClickAsync();
            await page.Locator(".rv-take-down").WaitForAsync();
        }),
        Step("visit-my-papers", CompletedAsync, page => page.GotoAsync(page.Url.Replace("/receipt", "/my-papers", StringComparison.Ordinal))),
        Step("visit-records", CompletedAsync, page => page.GotoAsync(page.Url.Replace("/receipt", "/records", StringComparison.Ordinal))),
        Contract("visit-supplement", CitizenOfficeTests.SupplementAsync),
        Contract("visit-draft", CitizenOfficeTests.DraftAsync),
        Contract("visit-payment", FeeAsync),
        Contract("visit-payment-open", FeeAsync, async page =>
        {
            // The order stays open, so whoever opens this page again finds it.
            if (await page.Locator("form[action$='/payment'] button").CountAsync() > 0)
            {
                await page.Locator("form[action$='/payment'] button").ClickAsync();
            }

            await page.Locator("svg.rv-qr").WaitForAsync();
            await page.GotoAsync(page.Url + "?still=true");
        }),
        new("visit-used-link", Part, async (browser, page) =>
        {
            CitizenPeople people = await Of("begin", browser, one => one.OpenAsync());
            string ticket = await people.EnterAsync(page);
            await page.Context.ClearCookiesAsync();
            await page.GotoAsync($"/s/{ticket}");
        }),
        ListedPage.At("practice", Part, "/practice"),
        ListedPage.At("practice-consent", Part, "/practice/2"),
        ListedPage.At("practice-document", Part, "/practice/5"),
        ListedPage.At("practice-not-ticked", Part, "/practice/7?from=confirm"),
        ListedPage.At("resume", Part, "/resume"),
        ListedPage.At("shared", Part, "/shared"),
        new("procedures", Part, async (_, page) =>
        {
            await page.GotoAsync("/procedures?q=giay+doc+than");
            await page.Locator(".rv-doors li").First.WaitForAsync();
        }),
        ListedPage.At("guide", Part, "/procedures/marital-certificate/guide"),
        Form("visit-form", "form"),
        Form("visit-field", "form/residence"),
        Form("visit-field-date", "form/birth-date"),
        Form("visit-field-choice", "form/purpose"),
        Form("visit-papers", "papers"),
    ];

    private static async Task<CitizenPeople> ProvenAsync(CitizenPeople people) => await (await (await (await people.StartAsync()).AgreeAsync()).ReadChipAsync()).PassCameraAsync();

    private static async Task<CitizenPeople> CompletedAsync(CitizenPeople people)
    {
        await (await (await ProvenAsync(people)).ConfirmAsync()).SignAsync();
        await people.CompleteAsync();
        return people;
    }

    private static async Task<NotarisedJourney> FeeAsync(BrowserFixture browser)
    {
        NotarisedJourney contract = new(browser.Service);
        string draft = await contract.ShareAsync();
        await contract.AgreeAsync("p1", draft);
        await contract.AgreeAsync("p2", draft);
        await CitizenOfficeTests.FeeAsync(browser, contract);
        return contract;
    }

    /// <summary>A page of a party to a notarised contract, of which there is one for each name.</summary>
    private static ListedPage Contract(string name, Func<BrowserFixture, Task<NotarisedJourney>> make, Func<IPage, Task>? then = null) => new(name, Part, async (browser, page) =>
    {
        NotarisedJourney contract = await Contracts.GetOrAdd(name, _ => make(browser));
        await new CitizenPeople(browser).EnterAsync(page, await contract.TicketAsync("p1"));
        if (then is not null)
        {
            await then(page);
        }
    });

    private static Task<CitizenPeople> Of(string name, BrowserFixture browser, Func<CitizenPeople, Task<CitizenPeople>> make) => Known.GetOrAdd(name, _ => make(new CitizenPeople(browser)));

    private static ListedPage Step(string name, Func<CitizenPeople, Task<CitizenPeople>> make, Func<IPage, Task>? then = null) => new(name, Part, async (browser, page) =>
    {
        await (await Of(name, browser, make)).EnterAsync(page);
        if (then is not null)
        {
            await then(page);
        }
    });

    private static ListedPage Form(string name, string path) => new(name, Part, async (browser, page) =>
    {
        CitizenPeople people = new(browser);
        (_, string ticket) = await people.MaritalAsync();
        await people.EnterAsync(page, ticket);
        for (int question = 0; question < 2; question++)
        {
            await page.Locator("button[value=yes]").ClickAsync();
        }

        await page.GotoAsync($"/s/{ticket}/form/full-name");
        await page.Locator("#value").FillAsync(Server.Tests.Journey.Name);
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.Locator("#day").WaitForAsync();
        await page.GotoAsync($"/s/{ticket}/{path}");
    });
}
