using System.Security.Cryptography;

namespace RemoteVerify.Server.Tests;

/// <summary>Nobody signs for another: not a portal, not an officer for the citizen, not a citizen beyond the own case.</summary>
[Collection(OneService.Name)]
public class PermissionTests(RunningService service)
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public async Task Portal_AskingForTheSignatureOfAnother_IsForbiddenEveryWay()
    {
        Journey journey = await new Journey(service).ProveAsync();
        Caller portal = await service.AsAsync("portal");
        string before = await StateAsync(journey);
        string hash = (await portal.GetAsync($"/v1/cases/{journey.Case}")).Expect(200).Json.GetProperty("document").GetProperty("sha256").GetString()!;
        Answer[] answers =
        [
            await portal.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "citizen" }),
            await portal.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "officer", certificateSerial = "01" }),
            await portal.PostAsync($"/v1/signature-requests/{journey.Case}/confirm", new { documentSha256 = hash }),
            await portal.PostAsync($"/v1/signature-requests/{journey.Case}/finalise", new { signature = new byte[70] }),
            .. await OfficersActsAsync(portal, journey),
        ];
        Assert.All(answers, answer => answer.ExpectProblem(403));
        Assert.Equal(before, await StateAsync(journey));
    }

    [Fact]
    public async Task Citizen_ActingAsOfficerOrSealOrPortal_IsForbidden()
    {
        Journey journey = await new Journey(service).ProveAsync();
        string before = await StateAsync(journey);
        Answer[] answers =
        [
            await journey.Citizen.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "officer", certificateSerial = "01" }),
            await journey.Citizen.PostAsync($"/v1/signature-requests/{journey.Case}/finalise", new { signature = new byte[70] }),
            await journey.Citizen.PostAsync("/v1/cases", Journey.OpenBody()),
            await journey.Citizen.PostAsync($"/v1/cases/{journey.Case}/participants/p1/invitation"),
            .. await OfficersActsAsync(journey.Citizen, journey),
        ];
        Assert.All(answers, answer => answer.ExpectProblem(403));
        Assert.Equal(before, await StateAsync(journey));
    }

    [Fact]
    public async Task Officer_OpeningCapturesOrSigningForTheCitizen_IsForbidden()
    {
        Journey journey = await new Journey(service).StartAsync();
        using (var chip = journey.Chip())
        {
            (await journey.SubmitAsync(await service.AsAsync("portal"), chip)).Expect(200);
        }

        Caller officer = await service.AsAsync("officer");
        (await officer.PostAsync($"/v1/verifications/{journey.Verification}/captures")).ExpectProblem(403);
        (await officer.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "citizen" })).ExpectProblem(403, "actor.not-permitted");
        (await officer.PostAsync($"/v1/signature-requests/{journey.Case}/confirm", new { documentSha256 = Hash })).ExpectProblem(403);
        (await officer.PostAsync($"/v1/cases/{journey.Case}/seal")).ExpectProblem(403);
        (await officer.PostAsync("/v1/cases", Journey.OpenBody())).ExpectProblem(403);
    }

    [Fact]
    public async Task SealClerk_CountersigningOrViewingEvidence_IsForbidden()
    {
        Journey journey = await new Journey(service).ProveAsync();
        Caller seal = await service.AsAsync("seal");
        Answer[] answers =
        [
            await seal.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "citizen" }),
            await seal.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "officer", certificateSerial = "01" }),
            await seal.GetAsync($"/v1/verifications/{journey.Verification}/evidence"),
            await seal.PostAsync($"/v1/cases/{journey.Case}/approval"),
            await seal.PostAsync($"/v1/verifications/{journey.Verification}/captures"),
        ];
        Assert.All(answers, answer => answer.ExpectProblem(403));
    }

    [Fact]
    public async Task CitizensSession_ForAnotherCase_SeesNothingOfIt()
    {
        Journey own = await new Journey(service).StartAsync();
        await own.EnterAsync();
        Journey other = await new Journey(service).StartAsync("Trần Văn Khác", "001199000020");
        (await own.Citizen.GetAsync($"/v1/cases/{own.Case}")).Expect(200);
        (await own.Citizen.GetAsync($"/v1/cases/{own.Case}/document")).Expect(200);

        using var chip = other.Chip("Trần Văn Khác", "001199000020");
        Answer[] answers =
        [
            await own.Citizen.GetAsync($"/v1/cases/{other.Case}"),
            await own.Citizen.GetAsync($"/v1/cases/{other.Case}/document"),
            await own.Citizen.GetAsync($"/v1/verifications/{other.Verification}"),
            await other.SubmitAsync(own.Citizen, chip),
            await own.Citizen.PostAsync($"/v1/verifications/{other.Verification}/captures"),
            await own.Citizen.PostAsync("/v1/verifications", new { caseId = other.Case, participant = "p1" }),
            await own.Citizen.PostAsync("/v1/signature-requests", new { caseId = other.Case, @as = "citizen" }),
            await own.Citizen.PostAsync($"/v1/signature-requests/{other.Case}/confirm", new { documentSha256 = Hash }),
        ];
        Assert.All(answers, answer =>
        {
            Assert.True(answer.Status is 403 or 404, answer.ToString());
            answer.AssertIsProblem();
        });
        Answer list = await own.Citizen.GetAsync("/v1/cases");
        Assert.DoesNotContain(other.Case.ToString(), list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_UsedTwice_OpensOneSessionOnly()
    {
        Journey journey = await new Journey(service).OpenAsync();
        Caller portal = await service.AsAsync("portal");
        string ticket = (await portal.PostAsync($"/v1/cases/{journey.Case}/participants/p1/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;
        (await service.Anyone.PostAsync("/v1/sessions", new { ticket })).Expect(201);
        (await service.Anyone.PostAsync("/v1/sessions", new { ticket })).ExpectProblem(403, "token.not-accepted");
        (await service.Anyone.PostAsync("/v1/sessions", new { ticket = "nothing" })).ExpectProblem(403, "token.not-accepted");
        (await service.Anyone.PostAsync("/v1/sessions", new { ticket = "" })).ExpectProblem(400, "request.malformed");

        // A ticket is no token, and an invitation for nobody is not given.
        (await service.With(ticket).GetAsync($"/v1/cases/{journey.Case}")).ExpectProblem(401);
        (await portal.PostAsync($"/v1/cases/{journey.Case}/participants/p9/invitation")).ExpectProblem(404, "participant.unknown");
    }

    [Fact]
    public async Task OfficersCertificate_OfAnotherOfficer_CannotBeUsed()
    {
        Journey journey = await new Journey(service).SignAsync();
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string foreign = await Journey.EnrolAsync(await service.AsAsync("officer-2"), key);
        Caller officer = await service.AsAsync("officer");
        (await officer.GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200);
        (await officer.PostAsync($"/v1/cases/{journey.Case}/approval")).Expect(200);
        (await officer.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "officer", certificateSerial = foreign })).ExpectProblem(422, "certificate.not-accepted");

        // And a value by another key than the enrolled one is no signature.
        string own = await Journey.EnrolAsync(officer, key);
        byte[] hash = (await officer.PostAsync("/v1/signature-requests", new { caseId = journey.Case, @as = "officer", certificateSerial = own })).Expect(201).Json.GetProperty("hashToSign").GetBytesFromBase64();
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] value = other.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence);
        (await officer.PostAsync($"/v1/signature-requests/{journey.Case}/finalise", new { signature = value })).ExpectProblem(422, "signature.not-valid");
    }

    [Fact]
    public async Task Approval_BeforeTheEvidenceWasSeen_IsRefused()
    {
        Journey journey = await new Journey(service).SignAsync();
        Caller officer = await service.AsAsync("officer");
        (await officer.PostAsync($"/v1/cases/{journey.Case}/approval")).ExpectProblem(409, "evidence.not-viewed");
    }

    [Fact]
    public async Task Confirmation_OfAnotherHash_IsRefused()
    {
        Journey journey = await new Journey(service).ProveAsync();
        (await journey.Citizen.PostAsync($"/v1/signature-requests/{journey.Case}/confirm", new { documentSha256 = Hash })).ExpectProblem(409, "document.hash-differs");
        (await journey.Citizen.PostAsync($"/v1/signature-requests/{journey.Case}/confirm", new { documentSha256 = "12" })).ExpectProblem(422);
    }

    private static async Task<Answer[]> OfficersActsAsync(Caller caller, Journey journey) =>
    [
        await caller.PostAsync($"/v1/cases/{journey.Case}/approval"),
        await caller.PostAsync($"/v1/cases/{journey.Case}/refusal", new { code = "other", reason = "no" }),
        await caller.PostAsync($"/v1/cases/{journey.Case}/seal"),
        await caller.GetAsync($"/v1/verifications/{journey.Verification}/evidence"),
        await caller.GetAsync($"/v1/verifications/{journey.Verification}/evidence.pdf"),
        await caller.PostAsync($"/v1/verifications/{journey.Verification}/decision", new { accept = true, reason = "I say so" }),
        await caller.PostAsync("/v1/officers/certificate", new { certificationRequest = new byte[] { 0x30, 0 } }),
    ];

    private async Task<string> StateAsync(Journey journey)
    {
        Caller officer = await service.AsAsync("officer");
        return (await officer.GetAsync($"/v1/cases/{journey.Case}")).Expect(200).Json.GetProperty("state").GetString()!;
    }
}
