using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Assisting;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Journeys.Requests;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Assisted;

/// <summary>The helper's pages, those of the person who is helped, and states of them that look different.</summary>
public sealed class AssistedPages : IListedPages
{
    private const string Part = "Assisted";

    /// <summary>Half a second of silence as a WAVE file: 8 kHz, one channel, eight bits.</summary>
    private static readonly byte[] Spoken =
    [
        .. "RIFF"u8, .. BitConverter.GetBytes(36 + 4000), .. "WAVEfmt "u8, .. BitConverter.GetBytes(16), 1, 0, 1, 0, .. BitConverter.GetBytes(8000), .. BitConverter.GetBytes(8000), 1, 0, 8, 0,
        .. "data"u8, .. BitConverter.GetBytes(4000), .. Enumerable.Repeat((byte)128, 4000),
    ];

    public IEnumerable<ListedPage> Pages =>
    [
        Page("assist-start", _ => Task.CompletedTask),
        Page("assist-wrong-pair", async visitor =>
        {
            await visitor.Page.Locator("#code").FillAsync("KHONG-CO");
            await visitor.Page.Locator("#number").FillAsync("001199999999");
            await visitor.Page.Locator("main form button[type=submit]").ClickAsync();
            await visitor.Page.Locator("#errors").WaitForAsync();
        }),
        Page("assist-full", FillDayAsync, HelperVisitor.Capped),
        Page("assist-presence", async visitor => await visitor.BeginAsync(await visitor.PersonAsync())),
        Page("assist-presence-missing", async visitor =>
        {
            await visitor.BeginAsync(await visitor.PersonAsync());
            await visitor.Page.Locator("#presence button[type=submit]").First.ClickAsync();
            await visitor.Page.Locator("#errors").WaitForAsync();
        }),
        Page("assist-step-alone", visitor => visitor.BeginAndAgreeAsync()),
        Page("assist-step-together", visitor => visitor.BeginAndAgreeAsync(isProven: false)),
        Page("assist-with-person", async visitor =>
        {
            await visitor.BeginAndAgreeAsync();
            string address = visitor.Page.Url;
            await visitor.HandAsync();
            await visitor.Page.GotoAsync(address);
            await visitor.Page.Locator("form[action$='handler=TakeBack']").WaitForAsync();
        }),
        Page("assist-helped", async visitor =>
        {
            await visitor.BeginAndAgreeAsync(isProven: false);
            await visitor.HandAsync();
            await visitor.Page.Locator(".rv-helped").WaitForAsync();
        }),
        Page("assist-alone", async visitor =>
        {
            await visitor.BeginAndAgreeAsync();
            await visitor.HandAsync();
        }),
        Page("assist-words", async visitor =>
        {
            await visitor.BeginAndAgreeAsync();
            await visitor.HandAsync();
            await visitor.Page.Locator("#words").ClickAsync();
            await visitor.Page.WaitForURLAsync("**/document");
        }),
        Page("assist-answer", visitor => visitor.ToAnswerAsync()),
        Page("assist-answer-missing", async visitor =>
        {
            await visitor.ToAnswerAsync();
            await visitor.Page.Locator("main form:has(#pressed) button[type=submit]").ClickAsync();
            await visitor.Page.Locator("#errors").WaitForAsync();
        }),
        Page("assist-done", async visitor =>
        {
            await visitor.ToAnswerAsync();
            await visitor.AnswerAsync(isPressed: false);
            await visitor.Page.WaitForURLAsync("**/done");
        }),
        Page("assist-book", async visitor =>
        {
            await visitor.BeginAndAgreeAsync(isProven: false);
            await visitor.BookAsync();
        }),
        Page("point", async visitor =>
        {
            await visitor.Desk.GoAsync("/point");
            await visitor.Page.Locator("#point-line[data-ready=yes]").WaitForAsync();
        }),
        Page("point-new", async visitor =>
        {
            await visitor.Desk.GoAsync("/point");
            await visitor.Page.Locator("#what-new").CheckAsync();
            await visitor.FillDossierAsync(HelperVisitor.NewNumber());
            await visitor.Page.Locator("#new-agreed").UncheckAsync();
            await visitor.Page.Locator("#new-keep").ClickAsync();
            await visitor.Page.Locator("#new-error").WaitForAsync();
        }),
        Page("point-slip", async visitor =>
        {
            // The line is cut while the dossier is kept: the slip is shown, and the queue has a row.
            await visitor.Desk.GoAsync("/point");
            await visitor.Page.Locator("#what-new").CheckAsync();
            await visitor.FillDossierAsync(HelperVisitor.NewNumber());
            await visitor.Page.EvaluateAsync("() => Object.defineProperty(navigator, 'onLine', { value: false })");
            await visitor.Page.Locator("#new-keep").ClickAsync();
            await visitor.Page.Locator("#slip").WaitForAsync();
        }),
        new("point-first-check", Part, async (browser, page) =>
        {
            await page.GotoAsync(await FirstCheckAsync(browser));
            await page.Locator("main form button").First.ClickAsync();
            await page.WaitForURLAsync("**/waiting");
        }),
        new("point-offline", Part, async (browser, page) =>
        {
            // As without signal: with it the page soon leads back to the one that can send.
            await page.RouteAsync("**/health", route => route.AbortAsync());
            await page.GotoAsync(Desk.DeskVisitor.OriginOf(browser) + "/point/offline");
        }),
        new("desk-concerns", Part, async (browser, page) =>
        {
            await PressedAsync(browser);
            await (await Desk.DeskVisitor.EnterAsync(browser, page: page)).GoAsync("/desk/concerns");
        }) { NeedsScript = true },
        new("desk-case-help", Part, async (browser, page) =>
        {
            Guid id = await SpokenAsync(browser);
            await (await Desk.DeskVisitor.EnterAsync(browser, page: page)).GoAsync($"/desk/cases/{id}/help");
        }) { NeedsScript = true },
        new("desk-assistance", Part, async (browser, page) =>
        {
            await PressedAsync(browser);
            await (await Desk.DeskVisitor.EnterAsync(browser, page: page)).GoAsync("/desk/assistance");
        }) { NeedsScript = true },
    ];

    /// <summary>The one assistance of the day is used up.</summary>
    internal static async Task FillDayAsync(HelperVisitor visitor)
    {
        if (await visitor.Page.Locator("#code").IsVisibleAsync())
        {
            await visitor.BeginAndAgreeAsync();
            await visitor.EndAsync();
            await visitor.Desk.GoAsync("/assist");
        }
    }

    /// <summary>Somebody was helped and said that they are pressed; once for all pages.</summary>
    private static async Task PressedAsync(BrowserFixture browser)
    {
        IReadOnlyList<ConcernView> known = (await browser.Service.Services.GetRequiredService<ListConcerns>()
            .DoAsync(Actor.Officer(new TenantId(RunningService.Tenant), "officer"), true, CancellationToken.None)).Value;
        if (known.Count == 0)
        {
            HelperVisitor visitor = await HelperVisitor.EnterAsync(browser);
            await visitor.ToAnswerAsync();
            await visitor.AnswerAsync(isPressed: true);
            await visitor.Page.WaitForURLAsync("**/done");
            await visitor.Page.Context.CloseAsync();
        }
    }

    /// <summary>Where somebody starts their check: a helper opened the case, and its request is composed and agreed to.</summary>
    private static async Task<string> FirstCheckAsync(BrowserFixture browser)
    {
        IServiceProvider services = browser.Service.Services;
        TenantId tenant = new(RunningService.Tenant);
        string number = HelperVisitor.NewNumber();
        QueuedDossier item = new(
            Guid.NewGuid(), string.Concat(number.TakeLast(8)), "marital-certificate", HelperVisitor.NewName, number, null,
            [
                new("full-name", HelperVisitor.NewName), new("birth-date", "1990-02-03"), new("sex", "male"), new("ethnicity", "Thái"), new("nationality", "Việt Nam"), new("personal-number", number),
                new("residence", "Bản Xa, xã Thử Nghiệm"), new("residence-from", "2010-01-02"), new("purpose", "loan"),
            ],
            null, RecordedPresence.CurrentText, TimeProvider.System.GetUtcNow());
        Assert.True((await services.GetRequiredService<ReceiveDossier>().DoAsync(Actor.Helper(tenant, HelperVisitor.Usual), item, CancellationToken.None)).IsDone);
        CaseId id;
        await using (Cases.Stores.IUnitOfWork unit = await browser.Service.Parts.Storage.BeginAsync(CancellationToken.None))
        {
            id = Assert.Single(await unit.Cases.ListByPersonAsync(tenant, number, 2, CancellationToken.None));
        }

        ParticipantId person = new("p1");
        Actor citizen = Actor.Citizen(tenant, id, person);
        Outcome<GivenToken> link = await services.GetRequiredService<InviteCitizen>().DoAsync(Actor.Officer(tenant, "officer"), id, person, CancellationToken.None);
        Assert.True((await services.GetRequiredService<ComposeRequest>().DoAsync(citizen, id, CancellationToken.None)).IsDone);
        foreach (string purpose in new[] { Consents.IdentityCheck, "keep-result" })
        {
            Assert.True((await services.GetRequiredService<GiveConsent>().DoAsync(citizen, id, purpose, "1", true, CancellationToken.None)).IsDone);
        }

        return new Uri(browser.Service.Address, $"/s/{link.Value.Token}").ToString();
    }

    /// <summary>Somebody who agreed in spoken words, and once more by a tick.</summary>
    private static async Task<Guid> SpokenAsync(BrowserFixture browser)
    {
        HelperVisitor visitor = await HelperVisitor.EnterAsync(browser);
        HelpedPerson person = await visitor.PersonAsync();
        await visitor.Page.Context.CloseAsync();
        IServiceProvider services = browser.Service.Services;
        Actor helper = Actor.Helper(new TenantId(RunningService.Tenant), HelperVisitor.Usual);
        foreach (byte[] sound in new byte[][] { Spoken, [] })
        {
            Assistance begun = (await services.GetRequiredService<BeginAssistance>().DoAsync(helper, person.Code, person.Number, CancellationToken.None)).Value;
            Assert.True((await services.GetRequiredService<RecordPresence>().DoAsync(helper, begun.Id, RecordedPresence.CurrentText, sound.Length == 0, sound, CancellationToken.None)).IsDone);
            await services.GetRequiredService<EndAssistance>().DoAsync(helper, begun.Id, CancellationToken.None);
        }

        return person.Journey.Case;
    }

    private static ListedPage Page(string name, Func<HelperVisitor, Task> openAsync, string account = HelperVisitor.Usual) =>
        new(name, Part, async (browser, page) => await openAsync(await HelperVisitor.EnterAsync(browser, page, account))) { NeedsScript = true };
}
