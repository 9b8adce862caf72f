using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RemoteVerify.Browser.Tests.Desk;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Assisted;

/// <summary>A helper at a service point with a passkey, and people who come there with a slip and a card.</summary>
public sealed class HelperVisitor
{
    public const string Usual = "helper";

    public const string Other = "helper-2";

    /// <summary>May help once a day.</summary>
    public const string Capped = "helper-capped";

    private static int _people;

    private HelperVisitor(BrowserFixture browser, DeskVisitor desk) => (Browser, Desk) = (browser, desk);

    public static IReadOnlyList<string> Accounts { get; } = [Usual, Other, Capped];

    public BrowserFixture Browser { get; }

    public DeskVisitor Desk { get; }

    public IPage Page => Desk.Page;

    /// <summary>Signed in, at the helper's start. What another test left open with this helper is ended before.</summary>
    public static async Task<HelperVisitor> EnterAsync(BrowserFixture browser, IPage? page = null, string account = Usual, string language = "vi")
    {
        IServiceProvider services = browser.Service.Services;
        Actor helper = Actor.Helper(new TenantId(RunningService.Tenant), account);
        if ((await services.GetRequiredService<ListAssistances>().DoAsync(helper, CancellationToken.None)).Value.Open is { } open)
        {
            await services.GetRequiredService<EndAssistance>().DoAsync(helper, open.Id, CancellationToken.None);
        }

        HelperVisitor visitor = new(browser, await DeskVisitor.EnterAsync(browser, account, language, page));
        visitor.Page.SetDefaultTimeout(20_000);
        await visitor.Page.Locator(".rv-figures").WaitForAsync();
        return visitor;
    }

    /// <summary>Somebody new with a case whose document waits for them: not proven yet, or ready to be read and signed.</summary>
    public async Task<HelpedPerson> PersonAsync(bool isProven = true)
    {
        string number = NewNumber();
        Journey journey = new(Browser.Service);
        await (isProven ? journey.ProveAsync("Lò Thị Được Giúp", number) : journey.StartAsync("Lò Thị Được Giúp", number));
        Caller portal = await Browser.Service.AsAsync("portal");
        return new HelpedPerson(journey, (await portal.GetAsync($"/v1/cases/{journey.Case}")).Expect(200).Json.GetProperty("code").GetString()!, number);
    }

    /// <summary>Name of who begins a new case at a service point.</summary>
    public const string NewName = "Lò Văn Bản Xa";

    public static string NewNumber() => $"0011{Interlocked.Increment(ref _people):00000000}";

    /// <summary>Fills in the form of a new case, with a visit on the next day that has free times; it is not sent.</summary>
    /// <returns>The day of the visit.</returns>
    public async Task<string> FillDossierAsync(string number)
    {
        IPage page = Page;
        DateOnly day = VietnamTime.Day(TimeProvider.System.GetUtcNow()).AddDays(1);
        ListSlots slots = Browser.Service.Services.GetRequiredService<ListSlots>();
        while ((await slots.DoAsync(Actor.Officer(new TenantId(RunningService.Tenant), "officer"), "mot-cua", day, CancellationToken.None)).Value.Count == 0)
        {
            day = day.AddDays(1);
        }

        await page.Locator("#new-procedure").SelectOptionAsync("marital-certificate");
        await page.Locator("#new-name").FillAsync(NewName);
        await page.Locator("#new-number").FillAsync(number);
        await page.Locator("#new-phone").FillAsync("0912 345 678");
        await page.Locator("#new-marital-certificate-purpose").SelectOptionAsync("loan");
        await page.Locator("#new-point").SelectOptionAsync("mot-cua");
        string text = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await page.Locator("#new-day").SelectOptionAsync(text);
        await page.Locator("#new-agreed").CheckAsync();
        return text;
    }

    /// <summary>Somebody whose case still wants its paper.</summary>
    public async Task<HelpedPerson> PersonWithPaperAsync()
    {
        string number = NewNumber();
        Caller portal = await Browser.Service.AsAsync("portal");
        System.Text.Json.JsonElement opened = (await portal.PostAsync("/v1/cases", Journey.OpenBody("Lò Thị Có Giấy", number))).Expect(201).Json;
        return new HelpedPerson(new Journey(Browser.Service), opened.GetProperty("code").GetString()!, number) { Case = opened.GetProperty("id").GetGuid() };
    }

    /// <summary>Types code and number; the page for the person opens.</summary>
    public async Task BeginAsync(HelpedPerson person)
    {
        await Desk.GoAsync("/assist");
        await Page.Locator("#code").FillAsync(person.Code);
        await Page.Locator("#number").FillAsync(person.Number);
        await Page.Locator("main form button[type=submit]").ClickAsync();
        await Page.WaitForURLAsync("**/presence");
    }

    /// <summary>The person ticks that they agree; the open step is shown.</summary>
    public async Task AgreeAsync()
    {
        await Page.Locator("#agreed").CheckAsync();
        await Page.Locator("#presence button[type=submit]").First.ClickAsync();
        await Page.Locator("form[action$='handler=End']").WaitForAsync();
    }

    public async Task<HelpedPerson> BeginAndAgreeAsync(bool isProven = true)
    {
        HelpedPerson person = await PersonAsync(isProven);
        await BeginAsync(person);
        await AgreeAsync();
        return person;
    }

    /// <summary>Hands the machine over: alone or together, as the step wants.</summary>
    public async Task HandAsync()
    {
        await Page.Locator("form[action$='handler=Hand'] button").ClickAsync();
        await Page.WaitForURLAsync(address => address.Contains("/alone/", StringComparison.Ordinal) || address.Contains("/s/", StringComparison.Ordinal));
    }

    /// <summary>Hands the machine over to book the camera step.</summary>
    public async Task BookAsync()
    {
        await Page.Locator("form[action$='handler=Book'] button").ClickAsync();
        await Page.WaitForURLAsync("**/book");
    }

    /// <summary>To the question, as somebody who is alone with a document.</summary>
    public async Task<HelpedPerson> ToAnswerAsync()
    {
        HelpedPerson person = await BeginAndAgreeAsync();
        await HandAsync();
        await Page.Locator("a.govuk-button").ClickAsync();
        await Page.Locator("#pressed").WaitForAsync();
        return person;
    }

    public async Task AnswerAsync(bool isPressed)
    {
        await Page.Locator(isPressed ? "#pressed-yes" : "#pressed").CheckAsync();
        await Page.Locator("main form:has(#pressed) button[type=submit]").ClickAsync();
    }

    public Task HandBackAsync() => Page.Locator("form[action$='handler=Back'] button").ClickAsync();

    public async Task EndAsync()
    {
        await Page.Locator("form[action$='handler=End'] button").ClickAsync();
        await Page.WaitForURLAsync(address => address.Contains("/assist", StringComparison.Ordinal) && !address.Contains("handler", StringComparison.Ordinal));
        await Page.Locator(".rv-figures").WaitForAsync();
    }

    public async Task<string> StateAsync(HelpedPerson person)
    {
        Caller portal = await Browser.Service.AsAsync("portal");
        return (await portal.GetAsync($"/v1/cases/{person.Journey.Case}")).Expect(200).Json.GetProperty("state").GetString()!;
    }
}

/// <summary>Who comes to be helped.</summary>
public sealed record HelpedPerson(Journey Journey, string Code, string Number)
{
    public Guid Case { get; init; }
}
