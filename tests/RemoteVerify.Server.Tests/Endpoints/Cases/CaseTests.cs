using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class CaseTests(RunningService service)
{
    [Fact]
    public async Task Case_Opened_IsReadAndListedWithoutPersonalData()
    {
        Journey journey = await new Journey(service).OpenAsync("Lê Thị Không Lộ", "001199000050");
        Caller portal = await service.AsAsync("portal");
        Answer read = (await portal.GetAsync($"/v1/cases/{journey.Case}")).Expect(200);
        Answer list = (await portal.GetAsync("/v1/cases?limit=5")).Expect(200);
        Assert.Contains(journey.Case.ToString(), list.Text, StringComparison.Ordinal);
        Assert.All([read.Text, list.Text], text =>
        {
            Assert.DoesNotContain("Không Lộ", text, StringComparison.Ordinal);
            Assert.DoesNotContain("001199000050", text, StringComparison.Ordinal);
        });
        Assert.StartsWith($"\"{read.Json.GetProperty("version").GetInt64()}.", read.Headers["ETag"], StringComparison.Ordinal);
        Assert.Contains("no-store", read.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal("nosniff", read.Headers["X-Content-Type-Options"]);
    }

    [Fact]
    public async Task Document_ReadBack_IsTheOneThatWasAttached()
    {
        Journey journey = await new Journey(service).OpenAsync();
        Answer document = (await (await service.AsAsync("portal")).GetAsync($"/v1/cases/{journey.Case}/document")).Expect(200);
        Assert.Equal("application/pdf", document.MediaType);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(document.Body)), document.Headers["X-Content-SHA256"]);
    }

    [Fact]
    public async Task Case_WithWrongData_IsRefused()
    {
        Caller portal = await service.AsAsync("portal");
        (await portal.PostAsync("/v1/cases", new { procedure = "no-such", participants = new[] { new { fullName = "A", personalNumber = "001199000000", role = "party" } } })).ExpectProblem(422, "procedure.unknown");
        (await portal.PostAsync("/v1/cases", Journey.OpenBody(number: "12"))).ExpectProblem(422, "participant.invalid");
        (await portal.PostAsync("/v1/cases", Journey.OpenBody(name: " "))).ExpectProblem(422, "participant.invalid");
        (await portal.PostAsync("/v1/cases", new { })).ExpectProblem(422);
        (await portal.PostAsync("/v1/cases", new { procedure = "remote-contract-test", participants = new object?[] { null } })).ExpectProblem(422);
        (await portal.PostAsync("/v1/cases", new { procedure = "remote-contract-test", participants = Array.Empty<object>() })).ExpectProblem(422);
        (await portal.GetAsync("/v1/cases?limit=many")).ExpectProblem(400, "request.malformed");
        (await portal.GetAsync("/v1/cases?limit=-5")).Expect(200);
        (await portal.GetAsync("/v1/cases?limit=100000000")).Expect(200);
    }

    [Fact]
    public async Task Document_ThatIsNone_IsRefused()
    {
        Caller portal = await service.AsAsync("portal");
        Guid id = (await portal.PostAsync("/v1/cases", Journey.OpenBody())).Expect(201).Json.GetProperty("id").GetGuid();
        string path = $"/v1/cases/{id}/document";
        (await portal.BytesAsync(path, "no pdf at all"u8.ToArray(), "application/pdf")).ExpectProblem(422, "document.not-accepted");
        (await portal.BytesAsync(path, [], "application/pdf")).ExpectProblem(400, "request.malformed");
        (await portal.BytesAsync(path, Journey.Contract, "application/octet-stream")).ExpectProblem(415, "request.unsupported-media-type");
        (await portal.GetAsync(path)).ExpectProblem(409);
        (await portal.BytesAsync(path, Journey.Contract, "application/pdf")).Expect(201);
    }

    [Fact]
    public async Task Document_OfMoreThanTheLimit_IsTooLarge()
    {
        Caller portal = await service.AsAsync("portal");
        Guid id = (await portal.PostAsync("/v1/cases", Journey.OpenBody())).Expect(201).Json.GetProperty("id").GetGuid();
        byte[] big = new byte[(2 << 20) + 1];
        (await SendAsync(new ByteArrayContent(big))).ExpectProblem(413, "request.too-large");

        // The same without telling the length beforehand.
        (await SendAsync(new StreamContent(new Endless(big.Length)))).ExpectProblem(413, "request.too-large");

        Task<Answer> SendAsync(HttpContent content)
        {
            content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            return portal.SendAsync(HttpMethod.Post, $"/v1/cases/{id}/document", content, ("Expect", "100-continue"));
        }
    }

    [Fact]
    public async Task Act_OnAnOldVersion_IsRefused()
    {
        Journey journey = await new Journey(service).SignAsync();
        Caller officer = await service.AsAsync("officer");
        (await officer.GetAsync($"/v1/verifications/{journey.Verification}/evidence")).Expect(200);
        Answer outdated = await officer.SendAsync(HttpMethod.Post, $"/v1/cases/{journey.Case}/approval", null, ("If-Match", "\"1\""));
        outdated.ExpectProblem(412, "case.changed-meanwhile");
        string version = (await officer.GetAsync($"/v1/cases/{journey.Case}")).Headers["ETag"];
        (await officer.SendAsync(HttpMethod.Post, $"/v1/cases/{journey.Case}/approval", null, ("If-Match", version))).Expect(200);
    }

    [Fact]
    public async Task Refusal_ByTheOfficer_NeedsAReasonAndEndsTheCase()
    {
        Journey journey = await new Journey(service).SignAsync();
        Caller officer = await service.AsAsync("officer");
        (await officer.PostAsync($"/v1/cases/{journey.Case}/refusal", new { code = "other", reason = " " })).ExpectProblem(422, "reason.required");
        (await officer.PostAsync($"/v1/cases/{journey.Case}/refusal", new { code = "other", reason = "Nội dung hợp đồng trái quy định." })).Expect(200);
        (await officer.PostAsync($"/v1/cases/{journey.Case}/approval")).ExpectProblem(409, "case.action-not-allowed");
    }

    /// <summary>So many zeros, of no announced length.</summary>
    private sealed class Endless(int count) : Stream
    {
        private int _left = count;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException("Not told.");

        public override long Position { get => throw new NotSupportedException("Not told."); set => throw new NotSupportedException("Not told."); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = Math.Min(count, _left);
            Array.Clear(buffer, offset, read);
            _left -= read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("Forward only.");

        public override void SetLength(long value) => throw new NotSupportedException("Read only.");

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read only.");
    }
}
