using System.Net.Http.Headers;

namespace RemoteVerify.Server.Tests;

[Collection(OneService.Name)]
public class CheckTests(RunningService service)
{
    [Fact]
    public async Task Check_OfAnUnsignedPdf_SaysNoSignature()
    {
        Answer check = (await service.Anyone.BytesAsync("/v1/checks", Journey.Contract, "application/pdf")).Expect(200);
        Assert.Equal("NO_SIGNATURE", check.Json.GetProperty("indication").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, check.Json.GetProperty("issued").ValueKind);
        Assert.Equal("Tài liệu không có chữ ký điện tử.", check.Json.GetProperty("summary").GetProperty("vi").GetString());
        Assert.Equal("The document has no electronic signature.", check.Json.GetProperty("summary").GetProperty("en").GetString());
    }

    [Fact]
    public async Task Check_OfNoPdf_IsRefused()
    {
        (await service.Anyone.BytesAsync("/v1/checks", "%PDF-1.7 and nothing else"u8.ToArray(), "application/pdf")).ExpectProblem(422, "checked-file.unreadable");
        (await service.Anyone.BytesAsync("/v1/checks", [0, 1, 2], "application/pdf")).ExpectProblem(422, "checked-file.unreadable");
        (await service.Anyone.BytesAsync("/v1/checks", [], "application/pdf")).ExpectProblem(400, "request.malformed");
        (await service.Anyone.BytesAsync("/v1/checks", Journey.Contract, "text/plain")).ExpectProblem(415, "request.unsupported-media-type");
    }

    [Fact]
    public async Task Check_OfATruncatedPdf_NeverFails()
    {
        for (int part = 1; part < 8; part++)
        {
            byte[] cut = Journey.Contract[..(Journey.Contract.Length * part / 8)];
            Answer answer = await service.Anyone.BytesAsync("/v1/checks", cut, "application/pdf");
            Assert.True(answer.Status is 200 or 422, answer.ToString());
        }
    }

    [Fact]
    public async Task Check_OfTooLargeAFile_IsRefusedBeforeItIsSent()
    {
        ByteArrayContent content = new(new byte[(50 << 20) + 1]) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
        (await service.Anyone.SendAsync(HttpMethod.Post, "/v1/checks", content, ("Expect", "100-continue"))).ExpectProblem(413, "request.too-large");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAA-BBBB")]
    [InlineData("%01")]
    [InlineData("..%2f..")]
    public async Task Code_Malformed_IsRefused(string code) => (await service.Anyone.GetAsync($"/v1/checks/{code}")).ExpectProblem(422, "verification-code.malformed");

    [Fact]
    public async Task Code_WellFormedButUnknown_IsNotFound() =>
        (await service.Anyone.GetAsync($"/v1/checks/{RemoteVerify.Cases.Results.VerificationCode.New().Plain}")).ExpectProblem(404, "verification-code.unknown");
}
