using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Journeys.MaritalCertificates;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Server.Tests;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Browser.Tests.Desk;

/// <summary>Cases in the states that an officer meets, each of a person of its own.</summary>
public static class DeskCases
{
    private static int _people;

    /// <summary>A personal number that no other case has.</summary>
    public static string NextNumber() => "001199" + Interlocked.Increment(ref _people).ToString("000000", CultureInfo.InvariantCulture);

    /// <summary>Signed by the citizen; the officer looks and approves.</summary>
    public static async Task<Guid> SignedAsync(BrowserFixture browser, string name = "Nguyễn Văn Ký", string? number = null, byte[]? document = null)
    {
        Journey journey = new(browser.Service);
        await journey.ProveAsync(name, number ?? NextNumber(), document);
        string hash = (await journey.Citizen.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "citizen" })).Expect(201).Json.GetProperty("documentSha256").GetString()!;
        (await journey.Citizen.PostAsync($"/v1/signature-requests/{journey.Case}/confirm", new { documentSha256 = hash })).Expect(200);
        return journey.Case;
    }

    /// <summary>Approved; waits for the officer's signature.</summary>
    public static async Task<Guid> ApprovedAsync(BrowserFixture browser, string name = "Lê Thị Duyệt", string? number = null)
    {
        Guid id = await SignedAsync(browser, name, number);
        Caller officer = await browser.Service.AsAsync("officer");
        string verification = (await officer.GetAsync($"/v1/cases/{id}")).Expect(200).Json.GetProperty("verifications")[0].GetProperty("id").GetString()!;
        (await officer.GetAsync($"/v1/verifications/{verification}/evidence")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{id}/approval")).Expect(200);
        return id;
    }

    /// <summary>The camera could not confirm the face: an officer must decide.</summary>
    public static async Task<Guid> UnsureAsync(BrowserFixture browser, string name = "Phạm Thị Chưa Rõ", string? number = null)
    {
        number ??= NextNumber();
        Journey journey = new(browser.Service);
        await journey.StartAsync(name, number);
        await journey.EnterAsync();
        using VirtualChip chip = journey.Chip(name, number);
        (await journey.SubmitAsync(journey.Citizen, chip)).Expect(200);
        string ticket = (await journey.Citizen.PostAsync($"/v1/verifications/{journey.Verification}/captures")).Expect(201).Json.GetProperty("ticket").GetString()!;
        TenantId tenant = new(RunningService.Tenant);
        Outcome<CaptureGrant> grant = await browser.Service.Services.GetRequiredService<BeginCapture>().DoAsync(tenant, ticket, CancellationToken.None);
        Assert.True((await browser.Service.Services.GetRequiredService<FinishCapture>()
            .DoAsync(Actor.Service(tenant), new VerificationId(journey.Verification), grant.Value.Number, Unsure(), CancellationToken.None)).IsDone);
        return journey.Case;
    }

    /// <summary>Handed in at the counter's portal; the office has not taken it in.</summary>
    public static async Task<Guid> SubmittedAsync(BrowserFixture browser, string name = "Đỗ Văn Nộp")
    {
        Caller portal = await browser.Service.AsAsync("portal");
        string number = NextNumber();
        Guid id = await OpenAsync(browser, "certified-copy-paper", name, number);
        object[] fields =
        [
            new { name = "full-name", value = name }, new { name = "personal-number", value = number }, new { name = "document-name", value = "Bằng tốt nghiệp" }, new { name = "copies", value = "2" },
        ];
        (await portal.PostAsync($"/v1/cases/{id}/fields", new { fields })).Expect(200);
        (await portal.PostAsync($"/v1/cases/{id}/actions/submit")).Expect(200);
        return id;
    }

    /// <summary>Signed, approved, countersigned, sealed: a result of this person lies in the repository.</summary>
    public static async Task<Guid> CompletedAsync(BrowserFixture browser, string name = "Mai Thị Kết Quả", string? number = null)
    {
        Guid id = await ApprovedAsync(browser, name, number);
        await Journey.SignAsOfficerAsync(await browser.Service.AsAsync("officer"), id);
        (await (await browser.Service.AsAsync("seal")).PostAsync($"/v1/cases/{id}/seal")).Expect(200);
        return id;
    }

    /// <summary>A copy of a stored result is asked for by the proven owner, and the office took it in.</summary>
    public static async Task<Guid> CopyAskedAsync(BrowserFixture browser, string name, string number)
    {
        Caller portal = await browser.Service.AsAsync("portal"), officer = await browser.Service.AsAsync("officer");
        Guid id = await OpenAsync(browser, "certified-copy-stored", name, number);
        object[] fields =
        [
            new { name = "full-name", value = name }, new { name = "personal-number", value = number }, new { name = "result-type", value = "Hợp đồng" }, new { name = "output", value = "electronic" },
        ];
        (await portal.PostAsync($"/v1/cases/{id}/fields", new { fields })).Expect(200);
        (await portal.PostAsync($"/v1/cases/{id}/actions/compose-request")).Expect(200);
        Caller citizen = (await Journey.Of(browser.Service, id, Guid.Empty).EnterAsync()).Citizen;
        (await citizen.PostAsync($"/v1/cases/{id}/consents/identity-check", new { given = true, textVersion = "1" })).Expect(200);
        Guid verification = (await portal.PostAsync("/v1/verifications", new { caseId = id, participant = "p1" })).Expect(201).Json.GetProperty("id").GetGuid();
        Journey journey = Journey.Of(browser.Service, id, verification);
        using VirtualChip chip = journey.Chip(name, number);
        (await journey.SubmitAsync(portal, chip)).Expect(200);
        await journey.PassCaptureAsync();
        string hash = (await citizen.PostAsync("/v1/signature-requests", new { caseId = id, @as = "citizen" })).Expect(201).Json.GetProperty("documentSha256").GetString()!;
        (await citizen.PostAsync($"/v1/signature-requests/{id}/confirm", new { documentSha256 = hash })).Expect(200);
        (await officer.GetAsync($"/v1/verifications/{verification}/evidence")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{id}/actions/accept")).Expect(200);
        return id;
    }

    /// <summary>The registers gave no clear answer and another agency was asked. Put into the store as it would be: this service asks no register.</summary>
    public static async Task<Guid> AgencyAskedAsync(BrowserFixture browser, string name = "Hồ Thị Hỏi Thêm")
    {
        Guid id = await OpenAsync(browser, "marital-certificate", name, NextNumber());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await using IUnitOfWork unit = await browser.Service.Parts.Storage.BeginAsync(CancellationToken.None);
        Case draft = (await unit.Cases.FindAsync(new TenantId(RunningService.Tenant), new CaseId(id), CancellationToken.None))!;
        InterAgencyCheck asked = InterAgencyCheck.From(new SubmittedCase(draft.File with { Version = draft.File.Version + 1 }).Accept(now), "UBND phường Cũ", now, now.AddDays(3));
        await unit.Cases.UpdateAsync(asked, now, CancellationToken.None);
        Assert.Equal(CommitResult.Committed, await unit.CommitAsync(CancellationToken.None));
        return id;
    }

    private static async Task<Guid> OpenAsync(BrowserFixture browser, string procedure, string name, string number) =>
        (await (await browser.Service.AsAsync("portal")).PostAsync("/v1/cases", new
        {
            procedure,
            participants = new[] { new { fullName = name, personalNumber = number, role = "applicant", kind = "Applicant" } },
        })).Expect(201).Json.GetProperty("id").GetGuid();

    public static async Task<string> StateOfAsync(BrowserFixture browser, Guid id) =>
        (await (await browser.Service.AsAsync("officer")).GetAsync($"/v1/cases/{id}")).Expect(200).Json.GetProperty("state").GetString()!;

    /// <summary>How often an act was recorded for a case, with this result or any.</summary>
    public static async Task<int> RecordedAsync(BrowserFixture browser, Guid id, string act, string? result = null) =>
        (await (await browser.Service.AsAsync("officer")).GetAsync($"/v1/cases/{id}/timeline?limit=200")).Expect(200).Json.GetProperty("items").EnumerateArray()
            .Count(entry => entry.GetProperty("act").GetString() == act && (result is null || entry.GetProperty("result").GetString() == result));

    private static CaptureReport Unsure() => Journey.PassedCapture() with
    {
        Verdict = CaptureVerdict.Officer,
        Reasons = ["portrait-match"],
        Pictures = [new CapturedPicture("proof-1", Journey.Picture(90)), new CapturedPicture("proof-2", Journey.Picture(110))],
        Checks =
        [
            new CaptureCheck("single-face", null, null, CheckVerdict.Passed, "One face in every frame.", "policy standard 1"),
            new CaptureCheck("step-answers", null, null, CheckVerdict.Passed, "Every step was answered.", "policy standard 1"),
            new CaptureCheck("portrait-match", 0.55, 0.6221, CheckVerdict.Failed, "The live face is another person than the chip's portrait.", "calibration demo accept"),
            new CaptureCheck("portrait-morph", 0.1, 0.668, CheckVerdict.Advice, "No sign of a morph.", "calibration demo morph"),
        ],
    };
}
