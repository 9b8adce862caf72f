using System.Text.Json;
using RemoteVerify.Synthetic.Cast;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>
/// Journey (c): a copy of a result that the citizen got before, in place of issuing it again. The citizen proves who they are and signs the
/// request; the officer finds and checks the stored result.
/// </summary>
internal sealed class DemoStoredCopy(DemoWorld world, DemoJournal journal)
{
    private string _case = string.Empty;
    private string _verification = string.Empty;
    private ApiClient _citizen = world.Anyone;
    private ApiClient _officer = world.Anyone;

    /// <param name="type">Kind of a stored result of the demo's citizen, of which exactly one is valid; an earlier journey made it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RunAsync(string type, CancellationToken cancellationToken)
    {
        await journal.StepAsync("(c) The citizen's request for a copy is composed; identity check", "passed", () => VerifyAsync(cancellationToken));
        await journal.StepAsync("(c) The citizen signs the request; the officer takes it in", "accepted", () => AcceptAsync(cancellationToken));
        await journal.StepAsync("(c) A kind of result that was never issued is not copied", "refused 404", () => DemoOffice.RefusalAsync(() => PlanAsync("never-issued", cancellationToken)));
        await journal.StepAsync("(c) The stored result is found and checked; the road is SAO Y", "copy-planned", async () =>
        {
            JsonElement planned = await PlanAsync(type, cancellationToken);
            return (planned.GetProperty("state").GetString()!, $"result {planned.GetProperty("result").GetString()}");
        });
        await journal.StepAsync("(c) Number, SAO Y, officer's signature, seal, timestamp", "TOTAL_PASSED", () => IssueAsync(cancellationToken));
    }

    private async Task<(string Actual, string Detail)> VerifyAsync(CancellationToken cancellationToken)
    {
        DemoPeople people = world.People;
        await OpenAsync(people.Citizen, cancellationToken);
        CaptureJourney journey = CaptureJourney.Of(world.Portal, people, people.Citizen, _case);
        (VerificationResult result, int tries) = await journey.ProveAsync(91, cancellationToken);
        _verification = journey.VerificationId;
        return (result.Result, $"try {tries}");
    }

    private async Task OpenAsync(CastMember person, CancellationToken cancellationToken)
    {
        _officer = await world.SignInOfficerAsync(cancellationToken);
        JsonElement opened = await world.Portal.PostAsync(
            "/v1/cases",
            new
            {
                procedure = "certified-copy-stored",
                participants = new[] { new { fullName = person.FullName, personalNumber = person.PersonalNumber, role = "applicant", kind = "Applicant" } },
            },
            cancellationToken);
        _case = opened.GetProperty("id").GetString()!;
        JsonElement invitation = await world.Portal.PostAsync($"/v1/cases/{_case}/participants/p1/invitation", new { }, cancellationToken);
        JsonElement session = await world.Anyone.PostAsync("/v1/sessions", new { ticket = invitation.GetProperty("ticket").GetString() }, cancellationToken);
        _citizen = world.Anyone.WithToken(session.GetProperty("token").GetString()!);
        object[] fields =
        [
            new { name = "full-name", value = person.FullName }, new { name = "personal-number", value = person.PersonalNumber },
            new { name = "result-type", value = "Kết quả đã cấp trong bản trình diễn" }, new { name = "output", value = "electronic" },
        ];
        await _citizen.PostAsync($"/v1/cases/{_case}/fields", new { fields }, cancellationToken);
        await DemoOffice.ActAsync(_citizen, _case, "compose-request", new { }, cancellationToken);
        await _citizen.PostAsync($"/v1/cases/{_case}/consents/identity-check", new { textVersion = "1", given = true }, cancellationToken);
    }

    private async Task<(string Actual, string Detail)> AcceptAsync(CancellationToken cancellationToken)
    {
        JsonElement shown = await _citizen.PostAsync("/v1/signature-requests", new { caseId = _case, @as = "citizen" }, cancellationToken);
        await _citizen.PostAsync($"/v1/signature-requests/{_case}/confirm", new { documentSha256 = shown.GetProperty("documentSha256").GetString() }, cancellationToken);
        InputFiles.Write(world.FileOf("c-request-signed.pdf"), await _citizen.GetBytesAsync($"/v1/cases/{_case}/document", cancellationToken));
        await _officer.GetAsync($"/v1/verifications/{_verification}/evidence", cancellationToken);
        JsonElement accepted = await DemoOffice.ActAsync(_officer, _case, "accept", new { }, cancellationToken);
        return (accepted.GetProperty("state").GetString()!, $"case {_case}");
    }

    private Task<JsonElement> PlanAsync(string type, CancellationToken cancellationToken) =>
        DemoOffice.ActAsync(_officer, _case, "plan-copy", new { type, road = "SaoY" }, cancellationToken);

    private async Task<(string Actual, string Detail)> IssueAsync(CancellationToken cancellationToken)
    {
        await DemoOffice.ActAsync(_officer, _case, "reserve-number", new { }, cancellationToken);
        JsonElement prepared = await DemoOffice.ActAsync(_officer, _case, "compose-stored-copy", new { decidedBy = "officer" }, cancellationToken);
        DemoOffice office = new(world, _officer);
        JsonElement stored = await office.FinishAsync(_case, "c-copy-of-result.pdf", cancellationToken);
        JsonElement check = await office.CheckAsync(stored.GetProperty("code").GetString()!, cancellationToken);
        return (check.GetProperty("indication").GetString()!, $"number {prepared.GetProperty("number").GetString()}, code {stored.GetProperty("code").GetString()}");
    }
}
