using System.Text.Json;
using RemoteVerify.Cli.Commands.Demo.Journeys;
using RemoteVerify.Cli.Commands.Liveness;
using RemoteVerify.Cli.Commands.Pdf;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>The steps of the demo in their order; every verdict is the service's own.</summary>
/// <param name="world">The service and the people.</param>
/// <param name="journal">Takes the verdicts.</param>
/// <param name="skip">Parts that are left out.</param>
internal sealed class DemoScript(DemoWorld world, DemoJournal journal, IReadOnlyCollection<DemoPart> skip)
{
    private const string ProofFolder = "evidence-pictures";

    private byte[] _contract = [];
    private CaptureJourney _honest = null!;
    private SyntheticPictures _recording = null!;
    private string _resultId = string.Empty;
    private byte[] _result = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _contract = DemoContract.Compose(world.People.Citizen, TimeProvider.System.GetUtcNow());
        InputFiles.Write(world.FileOf("contract.pdf"), _contract);
        await VerifyAsync(cancellationToken);
        if (journal.AllAsExpected)
        {
            // Without a verified person there is nothing to sign; the steps so far say what failed.
            await SignAsync(cancellationToken);
            await PublishAsync(cancellationToken);
            await new DemoRelatedAct(world, journal).RunAsync(_resultId, cancellationToken);
            await UnlessSkippedAsync(DemoPart.Frauds, FraudsAsync, cancellationToken);
            await UnlessSkippedAsync(DemoPart.Procedures, ProceduresAsync, cancellationToken);
        }

        await FilesAsync(cancellationToken);
    }

    private Task UnlessSkippedAsync(DemoPart part, Func<CancellationToken, Task> run, CancellationToken cancellationToken) =>
        skip.Contains(part) ? Task.CompletedTask : run(cancellationToken);

    /// <summary>The procedures (a) to (d); the copy of (c) is made from the certificate of (d).</summary>
    private async Task ProceduresAsync(CancellationToken cancellationToken)
    {
        await journal.SideBySideAsync(
            own => new DemoNotarised(world, own).RunAsync(cancellationToken),
            own => new DemoPaperCopy(world, own).RunAsync(cancellationToken),
            async own =>
            {
                await new DemoMarital(world, own).RunAsync(cancellationToken);
                await new DemoStoredCopy(world, own).RunAsync("marital-certificate", cancellationToken);
            });
    }

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        DemoPeople people = world.People;
        _honest = new CaptureJourney(world.Portal, people, people.Citizen);
        await journal.StepAsync("A portal opens a case and attaches the contract", "opened", async () =>
        {
            await _honest.OpenAsync(_contract, cancellationToken);
            return ("opened", $"case {_honest.CaseId}");
        });
        await journal.StepAsync("The chip of the identity card is read and proven", "accept", async () =>
        {
            using VirtualChip card = people.CardOf(people.Citizen, TimeProvider.System.GetUtcNow(), cancellationToken);
            return (await _honest.ProveChipAsync(card, cancellationToken), "signature of the country, hashes; the chip signed the service's challenge and used keys agreed with the service");
        });
        await journal.StepAsync("The camera answers the random steps; face, liveness and match", "passed", async () =>
        {
            (VerificationResult result, int tries) = await _honest.FilmUntilJudgedAsync(
                tried => _recording = new SyntheticPictures(new SyntheticCamera(people.AtlasOf(people.Citizen, cancellationToken), new SyntheticCameraOptions { Seed = 11 + (ulong)tried })),
                cancellationToken);
            return (result.Camera.FellIntoLowMode ? "low mode" : result.Result, $"try {tries}: {Detail(result)}");
        });
    }

    private async Task SignAsync(CancellationToken cancellationToken)
    {
        await journal.StepAsync("The portal's token asks for the citizen's and the officer's signature", "refused 403", async () =>
        {
            string asCitizen = await RefusalOfAsync(() => world.Portal.PostAsync("/v1/signature-requests", new { caseId = _honest.CaseId, @as = "citizen" }, cancellationToken));
            string asOfficer = await RefusalOfAsync(() => world.Portal.PostAsync("/v1/signature-requests", new { caseId = _honest.CaseId, @as = "officer" }, cancellationToken));
            return (asCitizen == asOfficer ? asCitizen : $"{asCitizen} / {asOfficer}", "a portal never signs for a person");
        });
        await journal.StepAsync("The citizen confirms the shown document and signs with a one-time key", "participants-signed", async () =>
        {
            JsonElement invitation = await world.Portal.PostAsync($"/v1/cases/{_honest.CaseId}/participants/p1/invitation", new { }, cancellationToken);
            JsonElement session = await world.Anyone.PostAsync("/v1/sessions", new { ticket = invitation.GetProperty("ticket").GetString() }, cancellationToken);
            ApiClient citizen = world.Anyone.WithToken(session.GetProperty("token").GetString()!);
            JsonElement shown = await citizen.PostAsync("/v1/signature-requests", new { caseId = _honest.CaseId, @as = "citizen" }, cancellationToken);
            string hash = shown.GetProperty("documentSha256").GetString()!;
            JsonElement signed = await citizen.PostAsync($"/v1/signature-requests/{_honest.CaseId}/confirm", new { documentSha256 = hash }, cancellationToken);
            return (signed.GetProperty("state").GetString()!, $"bound to {hash[..16]}…; the key is destroyed");
        });
        await journal.StepAsync("The officer views the evidence, approves and countersigns with an own key", "countersigned", () => CountersignAsync(cancellationToken));
    }

    private async Task<(string Actual, string Detail)> CountersignAsync(CancellationToken cancellationToken)
    {
        ApiClient officer = await world.SignInOfficerAsync(cancellationToken);
        JsonElement evidence = await officer.GetAsync($"/v1/verifications/{_honest.VerificationId}/evidence", cancellationToken);
        await WriteEvidenceAsync(officer, evidence, cancellationToken);
        await officer.PostAsync($"/v1/cases/{_honest.CaseId}/approval", new { }, cancellationToken);
        JsonElement certificate = await officer.PostAsync("/v1/officers/certificate", new { certificationRequest = world.Officer.CertificationRequest(world.People.Officer.FullName) }, cancellationToken);
        JsonElement task = await officer.PostAsync(
            "/v1/signature-requests",
            new { caseId = _honest.CaseId, @as = "officer", certificateSerial = certificate.GetProperty("serialNumber").GetString() },
            cancellationToken);
        byte[] signature = world.Officer.Sign(task.GetProperty("hashToSign").GetBytesFromBase64());
        JsonElement done = await officer.PostAsync($"/v1/signature-requests/{_honest.CaseId}/finalise", new { signature }, cancellationToken);
        int pictures = evidence.GetProperty("captures").EnumerateArray().Sum(capture => capture.GetProperty("pictures").GetArrayLength());
        return (done.GetProperty("state").GetString()!, $"saw {pictures} proof pictures; the key stayed with the officer");
    }

    private async Task WriteEvidenceAsync(ApiClient officer, JsonElement evidence, CancellationToken cancellationToken)
    {
        InputFiles.Write(world.FileOf("evidence-report.pdf"), await officer.GetBytesAsync($"/v1/verifications/{_honest.VerificationId}/evidence.pdf", cancellationToken));
        JsonElement capture = evidence.GetProperty("captures").EnumerateArray().Last();
        InputFiles.Write(world.FileOf("evidence.json"), capture.GetProperty("package").GetBytesFromBase64());
        InputFiles.Write(world.FileOf("evidence.json.p7s"), capture.GetProperty("seal").GetProperty("cms").GetBytesFromBase64());
        Directory.CreateDirectory(world.FileOf(ProofFolder));
        foreach (JsonElement picture in capture.GetProperty("pictures").EnumerateArray())
        {
            InputFiles.Write(Path.Combine(world.FileOf(ProofFolder), picture.GetProperty("label").GetString() + ".jpg"), picture.GetProperty("jpeg").GetBytesFromBase64());
        }
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        await journal.StepAsync("The organisation seals; timestamp; the result is filed", "filed", async () =>
        {
            JsonElement stored = await world.Seal.PostAsync($"/v1/cases/{_honest.CaseId}/seal", new { }, cancellationToken);
            _resultId = stored.GetProperty("resultId").GetString()!;
            _result = await world.Portal.GetBytesAsync($"/v1/results/{_resultId}", cancellationToken);
            InputFiles.Write(world.FileOf("contract-signed.pdf"), _result);
            return ("filed", $"code {stored.GetProperty("code").GetString()}");
        });
        string copyCode = string.Empty;
        await journal.StepAsync("A certified copy with QR is issued from the result", "issued", async () =>
        {
            JsonElement issued = await world.Portal.PostAsync("/v1/certified-copies", new { resultId = _resultId }, cancellationToken);
            copyCode = issued.GetProperty("code").GetString()!;
            InputFiles.Write(world.FileOf("certified-copy.pdf"), await world.Portal.GetBytesAsync($"/v1/results/{issued.GetProperty("id").GetString()}", cancellationToken));
            return ("issued", $"code {copyCode}");
        });
        await journal.StepAsync("Anyone checks the signed contract", "TOTAL_PASSED", () => CheckAsync(_result, cancellationToken));
        await journal.StepAsync("Anyone checks the certified copy, by file and by its code", "TOTAL_PASSED", async () =>
        {
            (string actual, string detail) = await CheckAsync(File.ReadAllBytes(world.FileOf("certified-copy.pdf")), cancellationToken);
            JsonElement byCode = await world.Anyone.GetAsync($"/v1/checks/{copyCode}", cancellationToken);
            string codeVerdict = byCode.GetProperty("indication").GetString()!;
            return (codeVerdict == actual ? actual : $"{actual} / {codeVerdict}", detail);
        });
    }

    private async Task FraudsAsync(CancellationToken cancellationToken)
    {
        DemoPeople people = world.People;
        FrameAtlas citizen = people.AtlasOf(people.Citizen, cancellationToken);
        FrameAtlas impostor = people.AtlasOf(people.Impostor, cancellationToken);
        await journal.SideBySideAsync(
            own => FraudAsync(own, "Fraud: another person answers every step", world.Portal, ["portrait-match"], [],
                new SyntheticPictures(new SyntheticCamera(impostor, new SyntheticCameraOptions { Seed = 21 })), cancellationToken),
            // Seen from the side a print is another face to a recogniser, so the checks of identity may fail as well.
            own => FraudAsync(own, "Fraud: a printed photo, held, moved and turned as asked", world.Portal, ["step-answers", "flat-turn"], ["attack-score", "screen-light", "portrait-match", "identity-continuity", "proof-consistency"],
                new SyntheticPictures(new PrintAttack(citizen.Frame(0), new AttackOptions { Seed = 31 })), cancellationToken),
            own => FraudAsync(own, "Fraud: the recorded pictures of the first session, in a new session", world.Portal, ["earlier-session-frames"], ["step-answers", "step-timing", "flat-turn", "proof-consistency", "duplicate-frames", "looped-frames", "screen-light"],
                new RecordedPictures(_recording.Sent), cancellationToken),
            own => FraudAsync(own, "Fraud: the honest synthetic camera under the default policy", world.DefaultPortal, ["injection-signals"], [],
                new SyntheticPictures(new SyntheticCamera(citizen, new SyntheticCameraOptions { Seed = 41 })), cancellationToken, goesTo: "officer"));
        await journal.StepAsync("Fraud: one byte of the signed contract is flipped", "TOTAL_FAILED", () =>
        {
            byte[] tampered = (byte[])_result.Clone();
            tampered[_contract.Length / 2] ^= 1;
            InputFiles.Write(world.FileOf("contract-tampered.pdf"), tampered);
            return CheckAsync(tampered, cancellationToken);
        });
    }

    /// <summary>
    /// A fraud counts as refused when the person is not passed, a check that it must fail in has failed, and no check has that is
    /// foreign to it. The sets are those of <c>FraudTests</c>, which shows that with them switched off the same pictures pass;
    /// a turned sheet is either no turn at all (<c>step-answers</c>) or a flat one (<c>flat-turn</c>); a recorded movement may come while another is asked for, and then counts as a wrong, a too early or a flat one;
    /// a sheet takes the screen's light as the wall behind it does, and a recording has that of another session (<c>screen-light</c>);
    /// <c>duplicate-frames</c> and <c>looped-frames</c> are added because a recording that is shorter than the new session begins again,
    /// <c>screen-light</c> because it shows the colours of another session.
    /// </summary>
    private Task FraudAsync(
        DemoJournal own, string name, ApiClient portal, string[] mustFailInOneOf, string[] mayFail, IPictureSource pictures, CancellationToken cancellationToken, string? goesTo = null) =>
        own.StepAsync(name, goesTo is null ? "refused" : $"to the {goesTo}", async () =>
        {
            VerificationResult result = await new CaptureJourney(portal, world.People, world.People.Citizen).RunAsync(_contract, pictures, cancellationToken);
            bool refused = result.Result is "retry" or "officer" or "declined" && mustFailInOneOf.Any(result.Reasons.Contains) && result.Reasons.All(reason => mustFailInOneOf.Contains(reason) || mayFail.Contains(reason));
            string actual = !refused ? $"{result.Result} ({string.Join(", ", result.Reasons)})" : goesTo is null ? "refused" : $"to the {result.Result}";
            return (actual, $"failed: {string.Join(", ", result.Reasons)}; {Detail(result)}");
        });

    private async Task FilesAsync(CancellationToken cancellationToken)
    {
        await journal.StepAsync("The audit log is checked as an outsider", "Good", async () =>
        {
            InputFiles.Write(world.FileOf("development-root.cer"), await world.Anyone.GetBytesAsync("/v1/authority/root", cancellationToken));
            return await AuditLogCheck.RunAsync(world, cancellationToken);
        });
        if (File.Exists(world.FileOf("evidence.json.p7s")))
        {
            await journal.StepAsync("The evidence of the capture is checked as an outsider", EvidenceCheckReport.Valid, () =>
            {
                EvidenceCheckReport report = CheckCommand.Check(
                    world.FileOf("evidence.json"), world.FileOf("evidence.json.p7s"), PdfInput.Certificates([world.FileOf("development-root.cer")]), world.FileOf(ProofFolder));
                return Task.FromResult((report.Result, string.Join(", ", report.Findings.Select(finding => finding.Id))));
            });
        }
    }

    private async Task<(string Actual, string Detail)> CheckAsync(byte[] pdf, CancellationToken cancellationToken)
    {
        JsonElement check = await world.Anyone.PostBytesAsync("/v1/checks", pdf, "application/pdf", cancellationToken);
        JsonElement signatures = check.GetProperty("report").GetProperty("signatures");
        IEnumerable<string> each = signatures.EnumerateArray().Select(signature => $"{signature.GetProperty("field").GetString()} {signature.GetProperty("indication").GetString()}");
        return (check.GetProperty("indication").GetString()!, string.Join("; ", each));
    }

    private static async Task<string> RefusalOfAsync(Func<Task<JsonElement>> call)
    {
        try
        {
            await call();
            return "allowed";
        }
        catch (ApiProblemException problem)
        {
            return $"refused {problem.Status}";
        }
    }

    private static string Detail(VerificationResult result) => result.Camera.ToString();
}
