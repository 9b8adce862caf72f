using System.Text.Json;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.Registers;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>
/// Journey (d): a certificate of marital status, from the form to the sealed certificate, over HTTP only. The registers are simulated by servers
/// of made-up people.
/// </summary>
internal sealed class DemoMarital(DemoWorld world, DemoJournal journal)
{
    private string _case = string.Empty;
    private string _verification = string.Empty;
    private ApiClient _citizen = world.Anyone;
    private ApiClient _officer = world.Anyone;

    /// <summary>What the made-up registers hold of the demo's citizen.</summary>
    public static MadeUpPerson RecordOf(CastMember person) => new(
        person.PersonalNumber,
        person.FullName,
        new Dictionary<string, string>
        {
            ["full-name"] = person.FullName,
            ["birth-date"] = person.Birth.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["sex"] = person.Sex == Sex.Female ? "female" : "male",
            ["ethnicity"] = "Kinh",
            ["nationality"] = "Việt Nam",
            ["permanent-residence"] = "Số 12 ngõ Thử Nghiệm, phường Thử Nghiệm, thành phố Thử Nghiệm",
            ["identity-card"] = "Cục Cảnh sát quản lý hành chính về trật tự xã hội (thử nghiệm)",
            ["marital-status"] = "never-married",
        },
        new Dictionary<string, string> { ["marital-status"] = "never-married" });

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await journal.StepAsync("(d) A case is opened, the register fills the form, the citizen adds the rest", "draft", () => FillAsync(cancellationToken));
        await journal.StepAsync("(d) A paper that the state holds can't be uploaded", "refused 422", () => RefusedUploadAsync(cancellationToken));
        await journal.StepAsync("(d) The request is composed; the citizen agrees to the identity check and is verified", "passed", () => VerifyAsync(cancellationToken));
        await journal.StepAsync("(d) The citizen signs the request; the officer takes it in, with a receipt", "accepted", () => AcceptAsync(cancellationToken));
        await journal.StepAsync("(d) Register and population database are asked; the citizen confirms the draft", "draft-confirmed", () => DraftAsync(cancellationToken));
        await journal.StepAsync("(d) Number, certificate, officer's signature, seal, timestamp", "result-delivered", () => IssueAsync(cancellationToken));
    }

    private async Task<(string Actual, string Detail)> FillAsync(CancellationToken cancellationToken)
    {
        CastMember person = world.People.Citizen;
        JsonElement opened = await world.Portal.PostAsync(
            "/v1/cases",
            new
            {
                procedure = "marital-certificate",
                participants = new[] { new { fullName = person.FullName, personalNumber = person.PersonalNumber, role = "applicant", kind = "Applicant" } },
            },
            cancellationToken);
        _case = opened.GetProperty("id").GetString()!;
        JsonElement invitation = await world.Portal.PostAsync($"/v1/cases/{_case}/participants/p1/invitation", new { }, cancellationToken);
        JsonElement session = await world.Anyone.PostAsync("/v1/sessions", new { ticket = invitation.GetProperty("ticket").GetString() }, cancellationToken);
        _citizen = world.Anyone.WithToken(session.GetProperty("token").GetString()!);
        _officer = await world.SignInOfficerAsync(cancellationToken);
        await _officer.PostAsync($"/v1/cases/{_case}/look-ups", new { participant = "p1" }, cancellationToken);
        JsonElement filled = await _citizen.PostAsync(
            $"/v1/cases/{_case}/fields",
            new
            {
                fields = new[]
                {
                    new { name = "personal-number", value = person.PersonalNumber },
                    new { name = "residence-from", value = "2018-05-01" },

                    // For a marriage one certificate is given out and never a copy; (c) makes one of this.
                    new { name = "purpose", value = "property" },
                },
            },
            cancellationToken);
        JsonElement dossier = await _citizen.GetAsync($"/v1/cases/{_case}/dossier", cancellationToken);
        int given = dossier.GetProperty("fields").EnumerateArray().Count(field => field.GetProperty("source").GetString() == "PopulationDatabase");
        return (filled.GetProperty("state").GetString()!, $"{given} of {dossier.GetProperty("fields").GetArrayLength()} fields from the population database, the rest typed");
    }

    private async Task<(string Actual, string Detail)> RefusedUploadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _citizen.PostBytesAsync($"/v1/cases/{_case}/papers/residence-confirmation", "%PDF-1.4\n%%EOF"u8.ToArray(), "application/pdf", cancellationToken);
            return ("allowed", "");
        }
        catch (ApiProblemException problem)
        {
            return ($"refused {problem.Status}", problem.Code);
        }
    }

    private async Task<(string Actual, string Detail)> VerifyAsync(CancellationToken cancellationToken)
    {
        DemoPeople people = world.People;
        await _citizen.PostAsync($"/v1/cases/{_case}/actions/compose-request", new { }, cancellationToken);
        await _citizen.PostAsync($"/v1/cases/{_case}/consents/identity-check", new { textVersion = "1", given = true }, cancellationToken);
        var journey = CaptureJourney.Of(world.Portal, people, people.Citizen, _case);
        (VerificationResult result, int tries) = await journey.ProveAsync(71, cancellationToken);
        _verification = journey.VerificationId;
        return (result.Result, $"try {tries}");
    }

    private async Task<(string Actual, string Detail)> AcceptAsync(CancellationToken cancellationToken)
    {
        JsonElement shown = await _citizen.PostAsync("/v1/signature-requests", new { caseId = _case, @as = "citizen" }, cancellationToken);
        await _citizen.PostAsync($"/v1/signature-requests/{_case}/confirm", new { documentSha256 = shown.GetProperty("documentSha256").GetString() }, cancellationToken);
        InputFiles.Write(world.FileOf("d-request-signed.pdf"), await _citizen.GetBytesAsync($"/v1/cases/{_case}/document", cancellationToken));
        await _officer.GetAsync($"/v1/verifications/{_verification}/evidence", cancellationToken);
        JsonElement accepted = await _officer.PostAsync($"/v1/cases/{_case}/actions/accept", new { }, cancellationToken);
        JsonElement dossier = await _citizen.GetAsync($"/v1/cases/{_case}/dossier", cancellationToken);
        await WritePaperAsync(dossier, "slip:appointment-slip", "d-receipt.pdf", cancellationToken);
        return (accepted.GetProperty("state").GetString()!, $"due {dossier.GetProperty("dueAt").GetString()}");
    }

    private async Task<(string Actual, string Detail)> DraftAsync(CancellationToken cancellationToken)
    {
        JsonElement looked = await _officer.PostAsync($"/v1/cases/{_case}/actions/look-up-status", new { otherAgency = "UBND phường Cũ" }, cancellationToken);
        JsonElement dossier = await _officer.GetAsync($"/v1/cases/{_case}/dossier", cancellationToken);
        await WritePaperAsync(dossier, "marriage-record", "d-look-up.pdf", cancellationToken);
        await _officer.PostAsync($"/v1/cases/{_case}/actions/draft-certificate", new { signer = "officer" }, cancellationToken);
        byte[] draft = await _citizen.GetBytesAsync($"/v1/cases/{_case}/document", cancellationToken);
        InputFiles.Write(world.FileOf("d-draft.pdf"), draft);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(draft));
        JsonElement confirmed = await _citizen.PostAsync($"/v1/cases/{_case}/actions/confirm-draft", new { documentSha256 = hash }, cancellationToken);
        return (confirmed.GetProperty("state").GetString()!, $"the registers: {looked.GetProperty("finding").GetString()}");
    }

    private async Task<(string Actual, string Detail)> IssueAsync(CancellationToken cancellationToken)
    {
        await _officer.PostAsync($"/v1/cases/{_case}/actions/reserve-number", new { }, cancellationToken);
        await _officer.PostAsync($"/v1/cases/{_case}/actions/compose-certificate", new { signer = "officer" }, cancellationToken);
        await _officer.GetBytesAsync($"/v1/cases/{_case}/document", cancellationToken);
        await _officer.PostAsync($"/v1/cases/{_case}/approval", new { }, cancellationToken);
        JsonElement certificate = await _officer.PostAsync("/v1/officers/certificate", new { certificationRequest = world.Officer.CertificationRequest(world.People.Officer.FullName) }, cancellationToken);
        JsonElement task = await _officer.PostAsync(
            "/v1/signature-requests", new { caseId = _case, @as = "officer", certificateSerial = certificate.GetProperty("serialNumber").GetString() }, cancellationToken);
        byte[] signature = world.Officer.Sign(task.GetProperty("hashToSign").GetBytesFromBase64());
        await _officer.PostAsync($"/v1/signature-requests/{_case}/finalise", new { signature }, cancellationToken);
        JsonElement stored = await world.Seal.PostAsync($"/v1/cases/{_case}/seal", new { }, cancellationToken);
        InputFiles.Write(world.FileOf("d-marital-certificate.pdf"), await world.Portal.GetBytesAsync($"/v1/results/{stored.GetProperty("resultId").GetString()}", cancellationToken));
        JsonElement delivered = await world.Portal.PostAsync($"/v1/cases/{_case}/actions/deliver", new { way = "Online" }, cancellationToken);
        JsonElement shown = await _citizen.GetAsync($"/v1/cases/{_case}", cancellationToken);
        return (delivered.GetProperty("state").GetString()!, $"number {shown.GetProperty("number").GetString()}, code {stored.GetProperty("code").GetString()}");
    }

    private async Task WritePaperAsync(JsonElement dossier, string need, string name, CancellationToken cancellationToken)
    {
        JsonElement paper = dossier.GetProperty("papers").EnumerateArray().Last(entry => entry.GetProperty("need").GetString() == need);
        InputFiles.Write(world.FileOf(name), await _officer.GetBytesAsync($"/v1/cases/{_case}/papers/{paper.GetProperty("id").GetString()}", cancellationToken));
    }
}
