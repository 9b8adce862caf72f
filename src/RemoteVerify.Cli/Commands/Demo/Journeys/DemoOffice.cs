using System.Text.Json;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>What every journey of the demo does at the office: the officer's signature, the seal, the file.</summary>
internal sealed class DemoOffice(DemoWorld world, ApiClient officer)
{
    /// <summary>An act of a case: <c>POST /v1/cases/{id}/actions/NAME</c>.</summary>
    public static Task<JsonElement> ActAsync(ApiClient caller, string caseId, string act, object body, CancellationToken cancellationToken) =>
        caller.PostAsync($"/v1/cases/{caseId}/actions/{act}", body, cancellationToken);

    /// <summary>Reads, approves and countersigns the prepared paper; sealed, timestamped and stored, its bytes go to a file.</summary>
    public async Task<JsonElement> FinishAsync(string caseId, string file, CancellationToken cancellationToken)
    {
        await officer.GetBytesAsync($"/v1/cases/{caseId}/document", cancellationToken);
        await officer.PostAsync($"/v1/cases/{caseId}/approval", new { }, cancellationToken);
        JsonElement certificate = await officer.PostAsync(
            "/v1/officers/certificate", new { certificationRequest = world.Officer.CertificationRequest(world.People.Officer.FullName) }, cancellationToken);
        JsonElement task = await officer.PostAsync(
            "/v1/signature-requests", new { caseId, @as = "officer", certificateSerial = certificate.GetProperty("serialNumber").GetString() }, cancellationToken);
        byte[] signature = world.Officer.Sign(task.GetProperty("hashToSign").GetBytesFromBase64());
        await officer.PostAsync($"/v1/signature-requests/{caseId}/finalise", new { signature }, cancellationToken);
        JsonElement stored = await world.Seal.PostAsync($"/v1/cases/{caseId}/seal", new { }, cancellationToken);
        InputFiles.Write(world.FileOf(file), await world.Portal.GetBytesAsync($"/v1/results/{stored.GetProperty("resultId").GetString()}", cancellationToken));
        return stored;
    }

    /// <summary>The public check of the code on a paper.</summary>
    public async Task<JsonElement> CheckAsync(string code, CancellationToken cancellationToken) => await world.Anyone.GetAsync($"/v1/checks/{code}", cancellationToken);

    /// <summary>Asks for the fee of the procedure's table and confirms its payment at the counter; the amount in VND.</summary>
    public static async Task<long> PayAsync(ApiClient officer, string caseId, string receipt, CancellationToken cancellationToken)
    {
        JsonElement fee = (await ActAsync(officer, caseId, "request-fee", new { }, cancellationToken)).GetProperty("payment");
        long amount = fee.GetProperty("amountVnd").GetInt64();
        await ActAsync(officer, caseId, "confirm-payment", new { claim = fee.GetProperty("id").GetString(), amountVnd = amount, receipt }, cancellationToken);
        return amount;
    }

    /// <summary>How the service refuses a call; <c>allowed</c> when it does not.</summary>
    public static async Task<(string Actual, string Detail)> RefusalAsync(Func<Task<JsonElement>> call)
    {
        try
        {
            await call();
            return ("allowed", "");
        }
        catch (ApiProblemException problem)
        {
            return ($"refused {problem.Status}", problem.Code);
        }
    }
}
