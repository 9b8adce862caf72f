using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RemoteVerify.Browser.Tests.Citizen;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Tests;

namespace RemoteVerify.Browser.Tests.Cards;

/// <summary>A person whose form is open.</summary>
public static class CardVisit
{
    /// <summary>Opens a case with a form and leads the page to it; the case and the word of its addresses.</summary>
    public static async Task<(Guid Case, string Ticket)> ToFormAsync(BrowserFixture browser, IPage page)
    {
        CitizenPeople people = new(browser);
        (Guid id, string ticket) = await people.MaritalAsync();
        await people.EnterAsync(page, ticket);
        await page.Locator("button[value=yes]").ClickAsync();
        await page.Locator("button[value=no]").ClickAsync();
        await page.Locator("#field-full-name").WaitForAsync();
        return (id, ticket);
    }

    /// <summary>Sends a photo as people without script do.</summary>
    public static async Task SendAsync(IPage page, string ticket, FilePayload file)
    {
        await page.GotoAsync($"/s/{ticket}/card/read");
        await page.Locator("#picture").SetInputFilesAsync(file);
        await page.Locator("form[enctype] button").ClickAsync();
    }

    /// <summary>A register has answered for a field, as a look-up keeps it.</summary>
    public static async Task HoldAsync(BrowserFixture browser, Guid id, string field, string value)
    {
        Outcome<Case> held = await browser.Service.Services.GetRequiredService<RemoteVerify.Cases.Recording.Desk>().DoAsync<Case>(Act.LookUp, Actor.Officer(new TenantId(RunningService.Tenant), "officer"), async (work, ct) =>
        {
            Case current = (await work.CaseAsync(new CaseId(id), ct)).Value;
            Dossier dossier = current.File.Dossier.Set([new FieldValue(field, value, ValueSource.PopulationDatabase, "paper", work.Actor.Id, work.Now)]);
            return await work.SaveAsync(current with { File = current.File with { Dossier = dossier } }, ct);
        }, CancellationToken.None);
        Assert.True(held.IsDone, held.ToString());
    }

    /// <summary>Types one answer of the form.</summary>
    public static async Task TypeAsync(IPage page, string ticket, string field, string value)
    {
        await page.GotoAsync($"/s/{ticket}/form/{field}");
        await page.Locator("#value").FillAsync(value);
        await page.Locator("main form button[type=submit]").ClickAsync();
    }
}
