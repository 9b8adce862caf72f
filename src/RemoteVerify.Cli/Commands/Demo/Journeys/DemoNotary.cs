using System.Text.Json;

namespace RemoteVerify.Cli.Commands.Demo.Journeys;

/// <summary>A notary of the demo with own keys: one to sign in with, one to sign documents with.</summary>
internal sealed class DemoNotary(DemoWorld world, string account, string fullName, OfficerKeys keys)
{
    private ApiClient? _client;

    public string Account => account;

    /// <summary>Does an act of the case; the answer is the case after it.</summary>
    public async Task<JsonElement> ActAsync(string caseId, string act, object body, CancellationToken cancellationToken) =>
        await (await SignedInAsync(cancellationToken)).PostAsync($"/v1/cases/{caseId}/actions/{act}", body, cancellationToken);

    /// <summary>The same with the bytes of a file.</summary>
    public async Task<JsonElement> UploadAsync(string caseId, string act, byte[] bytes, string mediaType, CancellationToken cancellationToken) =>
        await (await SignedInAsync(cancellationToken)).PostBytesAsync($"/v1/cases/{caseId}/actions/{act}", bytes, mediaType, cancellationToken);

    /// <summary>Views the evidence of everybody and approves.</summary>
    public async Task ApproveAsync(string caseId, IEnumerable<string> verifications, CancellationToken cancellationToken)
    {
        ApiClient client = await SignedInAsync(cancellationToken);
        foreach (string verification in verifications)
        {
            await client.GetAsync($"/v1/verifications/{verification}/evidence", cancellationToken);
        }

        await client.PostAsync($"/v1/cases/{caseId}/approval", new { }, cancellationToken);
    }

    /// <summary>Signs the document with the own key, in two phases.</summary>
    public async Task<string> CountersignAsync(string caseId, CancellationToken cancellationToken)
    {
        ApiClient client = await SignedInAsync(cancellationToken);
        JsonElement certificate = await client.PostAsync("/v1/officers/certificate", new { certificationRequest = keys.CertificationRequest(fullName) }, cancellationToken);
        JsonElement task = await client.PostAsync(
            "/v1/signature-requests", new { caseId, @as = "officer", certificateSerial = certificate.GetProperty("serialNumber").GetString() }, cancellationToken);
        byte[] signature = keys.Sign(task.GetProperty("hashToSign").GetBytesFromBase64());
        return (await client.PostAsync($"/v1/signature-requests/{caseId}/finalise", new { signature }, cancellationToken)).GetProperty("state").GetString()!;
    }

    /// <summary>Reads something of the case.</summary>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => await (await SignedInAsync(cancellationToken)).GetAsync(path, cancellationToken);

    /// <summary>Downloads something of the case.</summary>
    public async Task<byte[]> GetBytesAsync(string path, CancellationToken cancellationToken) => await (await SignedInAsync(cancellationToken)).GetBytesAsync(path, cancellationToken);

    private async Task<ApiClient> SignedInAsync(CancellationToken cancellationToken) => _client ??= await world.Anyone.SignInWithAssertionAsync(
        account, audience => keys.Assertion(account, audience, TimeProvider.System.GetUtcNow()), cancellationToken);
}
