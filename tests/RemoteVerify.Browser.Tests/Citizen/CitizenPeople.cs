using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Tests;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Browser.Tests.Citizen;

/// <summary>
/// A citizen of one case. Portal, chip and the outcome of the camera are those of the tests over HTTP; everything that the citizen does happens on the pages, unless a test begins further on.
/// </summary>
public sealed class CitizenPeople(BrowserFixture browser)
{
    private readonly Journey _journey = new(browser.Service);

    public Journey Journey => _journey;

    public Guid Case => _journey.Case;

    /// <summary>A case with its document, and no check opened yet.</summary>
    public async Task<CitizenPeople> OpenAsync()
    {
        await _journey.OpenAsync();
        return this;
    }

    /// <summary>A check waits for the chip.</summary>
    public async Task<CitizenPeople> StartAsync(byte[]? document = null)
    {
        await _journey.StartAsync(document: document);
        return this;
    }

    /// <summary>The portal hands the chip in, which it may: the page waits for that.</summary>
    public async Task<CitizenPeople> ReadChipAsync(string name = Journey.Name, string number = Journey.Number, int expected = 200)
    {
        using VirtualChip chip = _journey.Chip(name, number);
        (await _journey.SubmitAsync(await browser.Service.AsAsync("portal"), chip)).Expect(expected);
        return this;
    }

    public async Task<CitizenPeople> PassCameraAsync()
    {
        await _journey.PassCaptureAsync();
        return this;
    }

    /// <summary>A capture that the checks could not decide.</summary>
    public async Task<CitizenPeople> EndCameraAsync(CaptureVerdict verdict, params string[] reasons)
    {
        Caller portal = await browser.Service.AsAsync("portal");
        string ticket = (await portal.PostAsync($"/v1/verifications/{_journey.Verification}/captures")).Expect(201).Json.GetProperty("ticket").GetString()!;
        TenantId tenant = new(RunningService.Tenant);
        Outcome<CaptureGrant> grant = await browser.Service.Services.GetRequiredService<BeginCapture>().DoAsync(tenant, ticket, CancellationToken.None);
        var kept = await browser.Service.Services.GetRequiredService<FinishCapture>().DoAsync(
            Actor.Service(tenant), new VerificationId(_journey.Verification), grant.Value.Number, Journey.PassedCapture() with { Verdict = verdict, Reasons = reasons }, CancellationToken.None);
        Assert.True(kept.IsDone, kept.ToString());
        return this;
    }

    /// <summary>Answers of consent over the API, for a test that begins behind that page.</summary>
    public async Task<CitizenPeople> AgreeAsync(bool given = true)
    {
        await _journey.EnterAsync();
        (await _journey.Citizen.PostAsync($"/v1/cases/{Case}/consents/identity-check", new { textVersion = "1", given })).Expect(200);
        return this;
    }

    /// <summary>The hash is confirmed, not signed.</summary>
    public async Task<CitizenPeople> ConfirmAsync()
    {
        string hash = (await _journey.Citizen.PostAsync("/v1/signature-requests", new { caseId = Case, @as = "citizen" })).Expect(201).Json.GetProperty("documentSha256").GetString()!;
        Assert.True(Sha256Digest.TryParse(hash, out Sha256Digest shown));
        var done = await browser.Service.Services.GetRequiredService<ConfirmContent>().DoAsync(
            Actor.Citizen(new TenantId(RunningService.Tenant), new CaseId(Case), new ParticipantId("p1")), new CaseId(Case), shown, CancellationToken.None);
        Assert.True(done.IsDone, done.ToString());
        return this;
    }

    public async Task<CitizenPeople> SignAsync()
    {
        var done = await browser.Service.Services.GetRequiredService<SignDocument>().DoAsync(
            Actor.Citizen(new TenantId(RunningService.Tenant), new CaseId(Case), new ParticipantId("p1")), new CaseId(Case), CancellationToken.None);
        Assert.True(done.IsDone, done.ToString());
        return this;
    }

    /// <summary>Officer and seal do their part.</summary>
    public async Task<string> CompleteAsync()
    {
        Caller officer = await browser.Service.AsAsync("officer");
        (await officer.GetAsync($"/v1/verifications/{_journey.Verification}/evidence")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{Case}/approval")).Expect(200);
        await Journey.SignAsOfficerAsync(officer, Case);
        return (await (await browser.Service.AsAsync("seal")).PostAsync($"/v1/cases/{Case}/seal")).Expect(200).Json.GetProperty("code").GetString()!;
    }

    /// <summary>A case of a procedure with a form, as a portal opens it.</summary>
    public async Task<(Guid Case, string Ticket)> MaritalAsync()
    {
        Caller portal = await browser.Service.AsAsync("portal");
        Guid id = (await portal.PostAsync("/v1/cases", new
        {
            procedure = "marital-certificate",
            participants = new[] { new { fullName = Journey.Name, personalNumber = Journey.Number, role = "applicant", kind = "Applicant" } },
        })).Expect(201).Json.GetProperty("id").GetGuid();
        return (id, await TicketAsync(id));
    }

    public async Task<string> TicketAsync(Guid? of = null) => (await (await browser.Service.AsAsync("portal")).PostAsync($"/v1/cases/{of ?? Case}/participants/p1/invitation"))
        .Expect(201).Json.GetProperty("ticket").GetString()!;

    /// <summary>Opens a fresh link and begins; the page is then at the step that is due.</summary>
    public async Task<string> EnterAsync(IPage page, string? ticket = null)
    {
        ticket ??= await TicketAsync();
        await page.GotoAsync($"/s/{ticket}");
        await page.Locator("main form button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/s/[^/]+/.+"));
        return ticket;
    }

    public async Task<JsonElement> ReadAsync(Guid? of = null) => (await (await browser.Service.AsAsync("officer")).GetAsync($"/v1/cases/{of ?? Case}")).Expect(200).Json;
}
