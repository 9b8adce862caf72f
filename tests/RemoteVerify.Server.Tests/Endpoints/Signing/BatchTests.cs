using System.Security.Cryptography;
using System.Text.Json;

namespace RemoteVerify.Server.Tests.Endpoints.Signing;

[Collection(OneService.Name)]
public class BatchTests(RunningService service)
{
    [Fact]
    public async Task Batch_OfTwoApprovedCasesAndAnUnknownOne_SignsTheTwoAndNamesTheThird()
    {
        Journey first = await new Journey(service).ApproveAsync(), second = await new Journey(service).ApproveAsync();
        Caller officer = await service.AsAsync("officer");
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string serial = await Journey.EnrolAsync(officer, key);
        Guid unknown = Guid.NewGuid();

        JsonElement prepared = (await officer.PostAsync("/v1/signature-requests/batches", new { certificateSerial = serial, caseIds = new[] { first.Case, unknown, second.Case } })).Expect(200).Json;
        Assert.Equal(2, prepared.GetProperty("prepared").GetInt32());
        JsonElement[] items = [.. prepared.GetProperty("items").EnumerateArray()];
        Assert.Equal("case.not-found", items[1].GetProperty("code").GetString());
        Assert.All(new[] { items[0], items[2] }, item => Assert.False(string.IsNullOrWhiteSpace(item.GetProperty("documentName").GetString())));

        object[] values = [.. new[] { items[0], items[2] }.Select(item => (object)new
        {
            caseId = item.GetProperty("caseId").GetGuid(), signature = key.SignHash(item.GetProperty("hashToSign").GetBytesFromBase64(), DSASignatureFormat.Rfc3279DerSequence),
        })];
        JsonElement signed = (await officer.PostAsync("/v1/signature-requests/batches/finalise", new { signatures = values })).Expect(200).Json;
        Assert.Equal(2, signed.GetProperty("signed").GetInt32());
        JsonElement again = (await officer.PostAsync("/v1/signature-requests/batches/finalise", new { signatures = values })).Expect(200).Json;
        Assert.Equal(0, again.GetProperty("signed").GetInt32());
        Assert.All(again.GetProperty("items").EnumerateArray(), item => Assert.Equal("case.action-not-allowed", item.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Batch_TooLargeOrOfAnother_IsRefusedAsAWhole()
    {
        Caller officer = await service.AsAsync("officer");
        (await officer.PostAsync("/v1/signature-requests/batches", new { certificateSerial = "01", caseIds = Enumerable.Range(0, 51).Select(_ => Guid.NewGuid()) })).ExpectProblem(422, "batch.size");
        (await officer.PostAsync("/v1/signature-requests/batches/finalise", new { signatures = Array.Empty<object>() })).ExpectProblem(422, "batch.size");
        Journey journey = await new Journey(service).ApproveAsync();
        (await (await service.AsAsync("portal")).PostAsync("/v1/signature-requests/batches", new { certificateSerial = "01", caseIds = new[] { journey.Case } })).ExpectProblem(403, "actor.not-permitted");
        (await (await service.AsAsync("portal")).PostAsync($"/v1/signature-requests/{journey.Case}/providers/mau/countersignature", new { credential = "x" })).ExpectProblem(403, "actor.not-permitted");
        (await (await service.AsAsync("portal")).PostAsync($"/v1/signature-requests/{journey.Case}/providers/mau/finalise", new { pin = "1" })).ExpectProblem(403, "actor.not-permitted");
    }
}
