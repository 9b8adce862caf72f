using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.Synthetic.Chips;
using RemoteVerify.Synthetic.Registers;

namespace RemoteVerify.Server.Tests.Endpoints.Cases;

/// <summary>Journey (d) over HTTP against the real service, with simulated registers behind it.</summary>
public sealed class MaritalOverHttpTests : IAsyncLifetime
{
    private readonly RegisterSimulator _registers = RegisterSimulator.Start(new MadeUpPerson(
        Journey.Number,
        Journey.Name,
        new Dictionary<string, string>
        {
            ["full-name"] = Journey.Name, ["birth-date"] = "1999-01-02", ["sex"] = "female", ["ethnicity"] = "Kinh", ["nationality"] = "Việt Nam",
            ["permanent-residence"] = "Số 1 phố Thử Nghiệm", ["blood-group"] = "O", ["marital-status"] = "never-married",
        },
        new Dictionary<string, string> { ["marital-status"] = "never-married" }));

    private readonly RunningService _service = new();
    private Caller _citizen = null!;
    private Caller _officer = null!;
    private Caller _portal = null!;
    private Guid _case;

    public async Task InitializeAsync()
    {
        _service.Settings["Service:PopulationAddress"] = _registers.PopulationAddress.ToString();
        _service.Settings["Service:CivilStatusAddress"] = _registers.CivilStatusAddress.ToString();
        _service.Settings["Service:LookupSeconds"] = "1";
        await _service.InitializeAsync();
        _portal = await _service.AsAsync("portal");
        _officer = await _service.AsAsync("officer");
        JsonElement opened = (await _portal.PostAsync("/v1/cases", new
        {
            procedure = "marital-certificate",
            participants = new[] { new { fullName = Journey.Name, personalNumber = Journey.Number, role = "applicant", kind = "Applicant" } },
        })).Expect(201).Json;
        _case = opened.GetProperty("id").GetGuid();
        string ticket = (await _portal.PostAsync($"/v1/cases/{_case}/participants/p1/invitation")).Expect(201).Json.GetProperty("ticket").GetString()!;
        _citizen = _service.With((await _service.Anyone.PostAsync("/v1/sessions", new { ticket })).Expect(201).Json.GetProperty("token").GetString()!);
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _registers.DisposeAsync();
    }

    [Fact]
    public async Task WholeJourney_EndsWithADeliveredCertificateThatAnyoneCanCheck()
    {
        Assert.Equal("found", (await PostAsync(_officer, "look-ups", new { })).Expect(200).Json.GetProperty("answer").GetString());
        (await FillAsync()).Expect(200);
        JsonElement dossier = (await _citizen.GetAsync($"/v1/cases/{_case}/dossier")).Expect(200).Json;
        JsonElement residence = dossier.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == "residence");
        Assert.Equal("PopulationDatabase", residence.GetProperty("source").GetString());
        Assert.All(
            dossier.GetProperty("needs").EnumerateArray().Where(need => need.GetProperty("id").GetString() is "residence-confirmation" or "identity-document"),
            need => Assert.False(need.GetProperty("showsUpload").GetBoolean()));
        (await _citizen.BytesAsync($"/v1/cases/{_case}/papers/residence-confirmation", Journey.Contract, "application/pdf")).ExpectProblem(422, "paper.held-by-source");

        await SignRequestAsync();
        JsonElement accepted = (await PostAsync(_officer, "actions/accept")).Expect(200).Json;
        Assert.Equal(("accepted", 2), (accepted.GetProperty("state").GetString(), accepted.GetProperty("statusCode").GetInt32()));
        Assert.Equal("Known", (await PostAsync(_officer, "actions/look-up-status", new { otherAgency = "UBND phường Cũ" })).Expect(200).Json.GetProperty("finding").GetString());
        (await PostAsync(_officer, "actions/draft-certificate", new { signer = "officer" })).Expect(200);
        Answer draft = (await _citizen.GetAsync($"/v1/cases/{_case}/document")).Expect(200);
        (await PostAsync(_citizen, "actions/confirm-draft", new { documentSha256 = draft.Headers["X-Content-SHA256"] })).Expect(200);
        (await PostAsync(_officer, "actions/compose-certificate", new { signer = "officer" })).ExpectProblem(409, "case.action-not-allowed");
        (await PostAsync(_officer, "actions/reserve-number")).Expect(200);
        (await PostAsync(_officer, "actions/compose-certificate", new { signer = "officer" })).Expect(200);

        JsonElement stored = await SignAndSealAsync();
        JsonElement delivered = (await PostAsync(_portal, "actions/deliver", new { way = "Online" })).Expect(200).Json;
        Assert.Equal(10, delivered.GetProperty("statusCode").GetInt32());
        JsonElement check = (await _service.Anyone.GetAsync($"/v1/checks/{stored.GetProperty("code").GetString()}")).Expect(200).Json;
        Assert.Equal("TOTAL_PASSED", check.GetProperty("indication").GetString());

        JsonElement shown = (await _citizen.GetAsync($"/v1/cases/{_case}")).Expect(200).Json;
        Assert.Equal("1/UBND-XNTTHN", shown.GetProperty("number").GetString());
        Assert.Equal(["Receive", "Appraise", "Approve", "Return"], shown.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()).Distinct());
        JsonElement help = shown.GetProperty("nextSteps").EnumerateArray().Single(step => step.GetProperty("where").GetString() == "ServicePoint");
        Assert.Equal("024 0000 0000", help.GetProperty("servicePoint").GetProperty("telephone").GetString());
    }

    [Fact]
    public async Task LookUp_RegisterHangsFailsOrTalksNonsense_LeavesTheQuestionOpenAndSaysWhy()
    {
        foreach ((RegisterBehaviour behaviour, string reason) in new[]
        {
            (RegisterBehaviour.Hangs, "timed-out"), (RegisterBehaviour.Malformed, "malformed"), (RegisterBehaviour.Overloaded, "overloaded"), (RegisterBehaviour.Answers, "resting"),
        })
        {
            _registers.Population = behaviour;
            JsonElement looked = (await PostAsync(_officer, "look-ups", new { participant = "p1" })).Expect(200).Json;
            Assert.Equal("not-available", looked.GetProperty("answer").GetString());
            JsonElement open = (await _officer.GetAsync($"/v1/cases/{_case}/dossier")).Expect(200).Json.GetProperty("openLookups");
            Assert.All(open.EnumerateArray(), lookup => Assert.Equal(reason, lookup.GetProperty("reason").GetString()));
        }

        // After three failures in a row nobody is asked for a while.
        Assert.Equal(3, _registers.Questions);
    }

    [Fact]
    public async Task Actions_InTheWrongState_NameTheAllowedOnesAndANextStepInTwoLanguages()
    {
        Answer refused = (await PostAsync(_officer, "actions/accept")).ExpectProblem(409, "case.action-not-allowed");
        Assert.Contains("request.compose", refused.Json.GetProperty("allowedActions").EnumerateArray().Select(action => action.GetString()));
        JsonElement step = refused.Json.GetProperty("nextSteps").EnumerateArray().First();
        Assert.False(string.IsNullOrEmpty(step.GetProperty("vi").GetString()) || string.IsNullOrEmpty(step.GetProperty("en").GetString()));
        (await PostAsync(_citizen, "actions/decide-contest", new { reason = "x" })).ExpectProblem(422, "decision.missing");
        (await PostAsync(_citizen, "look-ups", new { })).ExpectProblem(403, "actor.not-permitted");
        (await PostAsync(_officer, "look-ups", new { fields = new[] { "dna" } })).ExpectProblem(422, "lookup.unknown-field");
        (await PostAsync(_officer, "look-ups", new { fields = new[] { "blood-group" } })).ExpectProblem(403, "lookup.out-of-scope");
    }

    [Fact]
    public async Task MessagesAndAppointments_AreKeptAndShown()
    {
        (await PostAsync(_citizen, "messages", new { text = "Khi nào có kết quả?" })).Expect(201);
        (await PostAsync(_officer, "messages", new { text = "Trong ba ngày làm việc.", answers = "m1" })).Expect(201);
        JsonElement thread = (await _citizen.GetAsync($"/v1/cases/{_case}/messages")).Expect(200).Json;
        Assert.Equal(["m1", "m2"], thread.EnumerateArray().Select(message => message.GetProperty("id").GetString()));
        Assert.Equal("m2", thread[0].GetProperty("answeredBy").GetString());

        string desk = (await _citizen.GetAsync("/v1/service-points")).Expect(200).Json[0].GetProperty("id").GetString()!;
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        DateTimeOffset[] slots = [];
        for (int day = 1; day < 20 && slots.Length == 0; day++)
        {
            string date = DateOnly.FromDateTime(now.AddDays(day).UtcDateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            slots = [.. (await _citizen.GetAsync($"/v1/service-points/{desk}/slots?day={date}")).Expect(200).Json.EnumerateArray().Select(slot => slot.GetDateTimeOffset())];
        }

        JsonElement booked = (await PostAsync(_citizen, "appointments", new { servicePoint = desk, at = slots[0], purpose = "nộp bản chính" })).Expect(201).Json;
        Answer slip = (await _citizen.GetAsync($"/v1/cases/{_case}/papers/{booked.GetProperty("slip").GetString()}")).Expect(200);
        Assert.Equal("application/pdf", slip.MediaType);
        (await PostAsync(_citizen, "appointments", new { servicePoint = desk, at = slots[0].AddMinutes(1), purpose = "x" })).ExpectProblem(409, "appointment.not-accepted");
        (await PostAsync(_citizen, $"appointments/{booked.GetProperty("id").GetString()}/cancellation")).Expect(200);
    }

    [Fact]
    public async Task ContestedField_IsListedForTheOfficerAndNotedAsSent_AndWhatIsReservedIsRefused()
    {
        (await PostAsync(_officer, "look-ups", new { })).Expect(200);
        (await PostAsync(_citizen, "fields", new { fields = new[] { new { name = "residence", value = "Số 9 phố Khác", contestReason = "Tôi đã chuyển đi." } } })).Expect(200);
        (await _portal.GetAsync("/v1/corrections")).ExpectProblem(403, "actor.not-permitted");
        JsonElement waiting = Assert.Single((await _officer.GetAsync("/v1/corrections")).Expect(200).Json.GetProperty("corrections").EnumerateArray());
        Assert.Equal((_case, "c1", "Số 9 phố Khác"), (waiting.GetProperty("caseId").GetGuid(), waiting.GetProperty("id").GetString(), waiting.GetProperty("claimed").GetString()));

        (await PostAsync(_officer, "corrections/c1/sent", new { recipient = "Công an phường" })).ExpectProblem(422, "correction.reference-invalid");
        string today = VietnamTime.Day(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var letter = new { recipient = "Công an phường", reference = "12/CV-UBND", on = today };
        JsonElement sent = (await PostAsync(_officer, "corrections/c1/sent", letter)).Expect(200).Json;
        Assert.Equal((today, "12/CV-UBND"), (sent.GetProperty("sentOn").GetString(), sent.GetProperty("sentReference").GetString()));
        (await PostAsync(_officer, "corrections/c1/sent", letter)).ExpectProblem(409, "correction.already-sent");
        Assert.Empty((await _officer.GetAsync("/v1/corrections")).Expect(200).Json.GetProperty("corrections").EnumerateArray());

        object[] participants = [new { fullName = Journey.Name, personalNumber = Journey.Number, role = "applicant", kind = "Applicant" }];
        Answer reserved = (await _portal.PostAsync("/v1/cases", new { procedure = "marital-certificate", caseGroup = "birth-linked", participants })).ExpectProblem(422, "case-group.reserved");
        Assert.Equal("one-case-each", reserved.Json.GetProperty("nextSteps")[0].GetProperty("id").GetString());
    }

    private Task<Answer> PostAsync(Caller caller, string path, object? body = null) =>
        body is null ? caller.PostAsync($"/v1/cases/{_case}/{path}") : caller.PostAsync($"/v1/cases/{_case}/{path}", body);

    private Task<Answer> FillAsync() => PostAsync(_citizen, "fields", new
    {
        fields = new[]
        {
            new { name = "personal-number", value = Journey.Number }, new { name = "residence-from", value = "2018-05-01" }, new { name = "purpose", value = "property" },
        },
    });

    private async Task SignRequestAsync()
    {
        (await PostAsync(_citizen, "actions/compose-request")).Expect(200);
        (await _portal.PostAsync("/v1/verifications", new { caseId = _case, participant = "p1" })).ExpectProblem(409, "consent.missing");
        (await PostAsync(_citizen, "consents/identity-check", new { textVersion = "1" })).ExpectProblem(422, "consent.unknown");
        (await PostAsync(_citizen, "consents/identity-check", new { textVersion = "1", given = true })).Expect(200);
        Guid verification = (await _portal.PostAsync("/v1/verifications", new { caseId = _case, participant = "p1" })).Expect(201).Json.GetProperty("id").GetGuid();
        byte[] challenge = (await _citizen.PostAsync($"/v1/verifications/{verification}/chip/challenges", new { })).Expect(201).Json.GetProperty("challenge").GetBytesFromBase64();
        using (VirtualChip chip = new ChipPersonaliser(_service.Country).Personalise(Journey.Holder(), Journey.Picture(70), ChipOptions.Default))
        {
            (await _citizen.PostAsync($"/v1/verifications/{verification}/chip", new { files = chip.Files, challenge, activeAuthentication = chip.AnswerChallenge(challenge) })).Expect(200);
        }

        string ticket = (await _citizen.PostAsync($"/v1/verifications/{verification}/captures")).Expect(201).Json.GetProperty("ticket").GetString()!;
        TenantId tenant = new(RunningService.Tenant);
        CaptureGrant grant = (await _service.Services.GetRequiredService<BeginCapture>().DoAsync(tenant, ticket, CancellationToken.None)).Value;
        Assert.True((await _service.Services.GetRequiredService<FinishCapture>().DoAsync(
            Actor.Service(tenant), new VerificationId(verification), grant.Number, Journey.PassedCapture(), CancellationToken.None)).IsDone);

        string hash = (await _citizen.PostAsync("/v1/signature-requests", new { caseId = _case, @as = "citizen" })).Expect(201).Json.GetProperty("documentSha256").GetString()!;
        (await _citizen.PostAsync($"/v1/signature-requests/{_case}/confirm", new { documentSha256 = hash })).Expect(200);
        (await PostAsync(_officer, "actions/accept")).ExpectProblem(409, "evidence.not-viewed");
        (await _officer.GetAsync($"/v1/verifications/{verification}/evidence")).Expect(200);
    }

    private async Task<JsonElement> SignAndSealAsync()
    {
        (await _officer.PostAsync($"/v1/cases/{_case}/approval")).ExpectProblem(409, "paper.not-read");
        (await _officer.GetAsync($"/v1/cases/{_case}/document")).Expect(200);
        (await _officer.PostAsync($"/v1/cases/{_case}/approval")).Expect(200);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string serial = await Journey.EnrolAsync(_officer, key);
        JsonElement task = (await _officer.PostAsync("/v1/signature-requests", new { caseId = _case, @as = "officer", certificateSerial = serial })).Expect(201).Json;
        byte[] signature = key.SignHash(task.GetProperty("hashToSign").GetBytesFromBase64(), DSASignatureFormat.Rfc3279DerSequence);
        (await _officer.PostAsync($"/v1/signature-requests/{_case}/finalise", new { signature })).Expect(200);
        return (await (await _service.AsAsync("seal")).PostAsync($"/v1/cases/{_case}/seal")).Expect(200).Json;
    }
}
