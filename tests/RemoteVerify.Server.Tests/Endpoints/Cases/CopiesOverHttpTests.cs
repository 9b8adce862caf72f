using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Pdf.Composing;
using RemoteVerify.Pdf.Composing.Fonts;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Server.Tests.Endpoints.Cases;

/// <summary>Journeys (b) and (c) over HTTP against the real service: the certified copy from paper is then the stored result that (c) copies.</summary>
[Collection(OneService.Name)]
public sealed class CopiesOverHttpTests(RunningService service)
{
    private static readonly string[] Grounds = ["altered", "damaged", "secret", "unlawful", "not-legalised", "self-made"];
    internal static readonly Lazy<byte[]> GoodScan = new(() => Scan(200));

    internal static Dictionary<string, bool> Ticked => Grounds.ToDictionary(id => id, _ => true);

    [Fact]
    public async Task BothJourneys_FromThePresentedOriginalToACopyOfTheStoredResult()
    {
        Caller officer = await service.AsAsync("officer");
        string number = NextNumber();
        Guid paper = await AcceptedPaperCopyAsync(number);
        string desk = await DeskAsync(officer);
        JsonElement presented = (await ActAsync(officer, paper, "present-original", new { servicePoint = desk, title = "Bằng tốt nghiệp" })).Expect(200).Json;
        Assert.Equal("original-presented", presented.GetProperty("state").GetString());
        JsonElement scanned = (await officer.BytesAsync($"/v1/cases/{paper}/actions/take-scan", GoodScan.Value, "application/pdf")).Expect(200).Json;
        Assert.Equal((1, true), (scanned.GetProperty("scan").GetProperty("pages").GetInt32(), scanned.GetProperty("scan").GetProperty("isColour").GetBoolean()));
        Assert.Equal("original-compared", (await ActAsync(officer, paper, "compare-original", new { answers = Ticked })).Expect(200).Json.GetProperty("state").GetString());

        JsonElement fee = (await ActAsync(officer, paper, "request-copy-fee", new { })).Expect(200).Json.GetProperty("payment");
        Assert.Equal(4000, fee.GetProperty("amountVnd").GetInt64());
        (await ActAsync(officer, paper, "confirm-payment", new { claim = fee.GetProperty("id").GetString(), amountVnd = 4000, receipt = "BL-1" })).Expect(200);
        (await ActAsync(officer, paper, "reserve-number")).Expect(200);
        Assert.Equal("paper-prepared", (await ActAsync(officer, paper, "compose-paper-copy", new { decidedBy = "officer" })).Expect(200).Json.GetProperty("state").GetString());
        JsonElement stored = await SignAndSealAsync(officer, paper);
        await AssertPassesAsync(stored);

        Guid copy = await AcceptedStoredCopyAsync(officer, number);
        var request = new { type = "certified-copy-paper", road = "SaoY" };
        (await ActAsync(officer, copy, "plan-copy", request with { type = "unknown-kind" })).ExpectProblem(404, "result.not-found");
        JsonElement planned = (await ActAsync(officer, copy, "plan-copy", request)).Expect(200).Json;
        Assert.Equal(stored.GetProperty("resultId").GetGuid(), planned.GetProperty("result").GetGuid());
        Assert.Equal(2, (await officer.GetAsync($"/v1/cases/{copy}/dossier")).Expect(200).Json.GetProperty("papers").EnumerateArray().Count(p => p.GetProperty("origin").GetString() == "LookedUp"));
        (await ActAsync(officer, copy, "compose-stored-copy", new { decidedBy = "officer" })).ExpectProblem(409, "case.action-not-allowed");
        (await ActAsync(officer, copy, "reserve-number")).Expect(200);
        (await ActAsync(officer, copy, "compose-stored-copy", new { decidedBy = "nobody" })).ExpectProblem(422, "deciding-officer.unknown");
        (await ActAsync(officer, copy, "compose-stored-copy", new { decidedBy = "officer" })).Expect(200);
        JsonElement copied = await SignAndSealAsync(officer, copy);
        JsonElement check = await AssertPassesAsync(copied);
        Assert.Equal(stored.GetProperty("documentSha256").GetString(), check.GetProperty("original").GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task PaperCopy_WhatMustBeRefused_IsRefusedWithReasonsAndChangesNothing()
    {
        Caller officer = await service.AsAsync("officer");
        Caller portal = await service.AsAsync("portal");
        Guid id = await AcceptedPaperCopyAsync(NextNumber());
        (await officer.BytesAsync($"/v1/cases/{id}/actions/take-scan", GoodScan.Value, "application/pdf")).ExpectProblem(409, "case.action-not-allowed");
        string desk = await DeskAsync(officer);
        (await ActAsync(officer, id, "present-original", new { servicePoint = desk })).ExpectProblem(422, "original.not-recorded");
        (await ActAsync(portal, id, "present-original", new { servicePoint = desk, title = "x" })).ExpectProblem(403, "actor.not-permitted");
        (await ActAsync(officer, id, "present-original", new { servicePoint = desk, title = "Bằng tốt nghiệp" })).Expect(200);

        (await portal.BytesAsync($"/v1/cases/{id}/actions/take-scan", GoodScan.Value, "application/pdf")).ExpectProblem(403, "actor.not-permitted");
        Answer coarse = (await officer.BytesAsync($"/v1/cases/{id}/actions/take-scan", Scan(120), "application/pdf")).ExpectProblem(422, "scan.not-accepted");
        Assert.Equal("dpi-too-low:page-1:120", coarse.Json.GetProperty("reasons")[0].GetString());
        (await officer.BytesAsync($"/v1/cases/{id}/actions/take-scan", Journey.Contract, "application/pdf")).ExpectProblem(422, "scan.not-accepted");
        (await officer.BytesAsync($"/v1/cases/{id}/actions/take-scan", GoodScan.Value, "application/pdf")).Expect(200);

        Answer open = (await ActAsync(officer, id, "compare-original", new { })).ExpectProblem(422, "checklist.not-complete");
        Assert.Equal(6, open.Json.GetProperty("reasons").GetArrayLength());
        Dictionary<string, bool> altered = Ticked;
        altered["altered"] = false;
        JsonElement refused = (await ActAsync(officer, id, "compare-original", new { answers = altered })).Expect(200).Json;
        Assert.Equal(("refused", "altered"), (refused.GetProperty("state").GetString(), refused.GetProperty("refusal").GetProperty("code").GetString()));
        Assert.Contains("tẩy xóa", refused.GetProperty("refusal").GetProperty("reason").GetString()!, StringComparison.Ordinal);
        Assert.Equal(["refusal.contest"], refused.GetProperty("allowedActions").EnumerateArray().Select(action => action.GetString()));
    }

    private static string NextNumber() => string.Create(CultureInfo.InvariantCulture, $"0011{RandomNumberGenerator.GetInt32(10_000_000, 99_999_999)}");

    private static async Task<string> DeskAsync(Caller officer) => (await officer.GetAsync("/v1/service-points")).Expect(200).Json[0].GetProperty("id").GetString()!;

    private static Task<Answer> ActAsync(Caller caller, Guid id, string act, object? body = null) =>
        body is null ? caller.PostAsync($"/v1/cases/{id}/actions/{act}") : caller.PostAsync($"/v1/cases/{id}/actions/{act}", body);

    private async Task<Guid> OpenAsync(string procedure, string number, params object[] fields)
    {
        Caller portal = await service.AsAsync("portal");
        Guid id = (await portal.PostAsync("/v1/cases", new
        {
            procedure, participants = new[] { new { fullName = Journey.Name, personalNumber = number, role = "applicant", kind = "Applicant" } },
        })).Expect(201).Json.GetProperty("id").GetGuid();
        object[] all = [new { name = "full-name", value = Journey.Name }, new { name = "personal-number", value = number }, .. fields];
        (await portal.PostAsync($"/v1/cases/{id}/fields", new { fields = all })).Expect(200);
        return id;
    }

    private async Task<Guid> AcceptedPaperCopyAsync(string number)
    {
        Guid id = await OpenAsync("certified-copy-paper", number, new { name = "document-name", value = "Bằng tốt nghiệp" }, new { name = "copies", value = "2" });
        (await ActAsync(await service.AsAsync("portal"), id, "submit")).Expect(200);
        (await ActAsync(await service.AsAsync("officer"), id, "accept")).Expect(200);
        return id;
    }

    private async Task<Guid> AcceptedStoredCopyAsync(Caller officer, string number)
    {
        Caller portal = await service.AsAsync("portal");
        Guid id = await OpenAsync("certified-copy-stored", number, new { name = "result-type", value = "Bản sao chứng thực" }, new { name = "output", value = "electronic" });
        (await ActAsync(portal, id, "compose-request")).Expect(200);
        string ticket = (await portal.PostAsync($"/v1/cases/{id}/participants/p1/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;
        Caller citizen = service.With((await service.Anyone.PostAsync("/v1/sessions", new { ticket })).Expect(201).Json.GetProperty("token").GetString()!);
        (await citizen.PostAsync($"/v1/cases/{id}/consents/identity-check", new { given = true, textVersion = "1" })).Expect(200);
        Guid verification = await ProveAsync(portal, citizen, id, number);
        string hash = (await citizen.PostAsync("/v1/signature-requests", new { caseId = id, @as = "citizen" })).Expect(201).Json.GetProperty("documentSha256").GetString()!;
        (await citizen.PostAsync($"/v1/signature-requests/{id}/confirm", new { documentSha256 = hash })).Expect(200);
        (await officer.GetAsync($"/v1/verifications/{verification}/evidence")).Expect(200);
        (await ActAsync(officer, id, "accept")).Expect(200);
        return id;
    }

    /// <summary>Chip and capture; only the capture's outcome is made here, because a capture needs networks.</summary>
    private async Task<Guid> ProveAsync(Caller portal, Caller citizen, Guid id, string number)
    {
        Guid verification = (await portal.PostAsync("/v1/verifications", new { caseId = id, participant = "p1" })).Expect(201).Json.GetProperty("id").GetGuid();
        using VirtualChip chip = new ChipPersonaliser(service.Country).Personalise(Journey.Holder(number: number), Journey.Picture(70), ChipOptions.Default);
        byte[] challenge = (await citizen.PostAsync($"/v1/verifications/{verification}/chip/challenges", new { })).Expect(201).Json.GetProperty("challenge").GetBytesFromBase64();
        (await citizen.PostAsync($"/v1/verifications/{verification}/chip", new { files = chip.Files, challenge, activeAuthentication = chip.AnswerChallenge(challenge) })).Expect(200);
        string ticket = (await citizen.PostAsync($"/v1/verifications/{verification}/captures")).Expect(201).Json.GetProperty("ticket").GetString()!;
        TenantId tenant = new(RunningService.Tenant);
        CaptureGrant grant = (await service.Services.GetRequiredService<BeginCapture>().DoAsync(tenant, ticket, CancellationToken.None)).Value;
        CaptureReport report = new(
            CaptureVerdict.Passed, [], "{\"format\":\"test\"}"u8.ToArray(), new string('a', 64), [new CapturedPicture("frame-12", Journey.Picture(90))],
            [new CaptureCheck("match.chip", 0.62, 0.4, CheckVerdict.Passed, "The live face is the chip's face.", "policy test 1")],
            [new CaptureStep("turn-left", TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(1.1), true)], [new ModelUsed("recogniser", Sha256Digest.Of("model"u8))], ReadOnlyMemory<byte>.Empty)
        {
            ModelSet = new ModelSetUsed("demo", "demo", "manifest"),
        };
        var kept = await service.Services.GetRequiredService<FinishCapture>().DoAsync(Actor.Service(tenant), new VerificationId(verification), grant.Number, report, CancellationToken.None);
        Assert.True(kept.IsDone, kept.ToString());
        return verification;
    }

    private async Task<JsonElement> SignAndSealAsync(Caller officer, Guid id)
    {
        (await officer.GetAsync($"/v1/cases/{id}/document")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{id}/approval")).Expect(200);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string serial = await Journey.EnrolAsync(officer, key);
        JsonElement task = (await officer.PostAsync("/v1/signature-requests", new { caseId = id, @as = "officer", certificateSerial = serial })).Expect(201).Json;
        byte[] value = key.SignHash(task.GetProperty("hashToSign").GetBytesFromBase64(), DSASignatureFormat.Rfc3279DerSequence);
        (await officer.PostAsync($"/v1/signature-requests/{id}/finalise", new { signature = value })).Expect(200);
        return (await (await service.AsAsync("seal")).PostAsync($"/v1/cases/{id}/seal")).Expect(200).Json;
    }

    private async Task<JsonElement> AssertPassesAsync(JsonElement stored)
    {
        JsonElement check = (await service.Anyone.GetAsync($"/v1/checks/{stored.GetProperty("code").GetString()}")).Expect(200).Json;
        Assert.Equal("TOTAL_PASSED", check.GetProperty("indication").GetString());
        return check;
    }

    /// <summary>An A4 page of one colour picture.</summary>
    private static byte[] Scan(int dotsPerInch)
    {
        int width = (int)Math.Round(PageSize.A4.Width * dotsPerInch / 72), height = (int)Math.Round(PageSize.A4.Height * dotsPerInch / 72);
        byte[] pixels = new byte[width * height * 3];
        Array.Fill(pixels, (byte)225);
        TrueTypeFont font = TrueTypeFont.Read(File.ReadAllBytes("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf"));
        DocumentComposer composer = new(new ComposerOptions { Title = "Bản quét", Fonts = new DocumentFonts(new FontFamily(font, font, font)), Created = DateTimeOffset.UnixEpoch });
        composer.NewPage(PageSize.A4, new PageMargins(0, 0, 0, 0));
        composer.Canvas.Image(ComposedImage.FromRgb(width, height, pixels), new Frame(0, 0, PageSize.A4.Width, PageSize.A4.Height), "Trang quét");
        return composer.ToPdf();
    }
}
