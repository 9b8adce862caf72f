using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RemoteVerify.Synthetic.Chips;

namespace RemoteVerify.Server.Tests.Capture;

/// <summary>Captures over posts: who has no ticket, no line, or sends too much gets nowhere, and no line can be used by who does not know its secret.</summary>
[Collection(OneService.Name)]
public class CapturePostTests(RunningService service)
{
    [SkippableFact]
    public async Task Post_WithAWrongTicket_IsClosed()
    {
        Guid id = await AwaitingCaptureAsync();
        JsonElement answer = (await PostAsync(id, Text(Hello("nothing")))).Expect(200).Json;
        Assert.True(answer.GetProperty("closed").GetBoolean());
        Assert.Equal(0, answer.GetProperty("messages").GetArrayLength());
    }

    [SkippableFact]
    public async Task Post_WithoutAHello_IsClosed()
    {
        Assert.True((await PostAsync(Guid.NewGuid(), Text("{}"))).Expect(200).Json.GetProperty("closed").GetBoolean());
        Assert.True((await PostAsync(Guid.NewGuid(), Message(2, new byte[64]))).Expect(200).Json.GetProperty("closed").GetBoolean());
    }

    [SkippableFact]
    public async Task Post_OnALineThatIsNotThere_IsRefused()
    {
        Guid id = await AwaitingCaptureAsync();
        (await PostAsync(id, [], new string('0', 32))).ExpectProblem(410, "capture.line-gone");
        string line = (await PostAsync(id, Text(Hello("nothing")))).Expect(200).Json.GetProperty("line").GetString()!;
        Assert.Equal(32, line.Length);
        (await PostAsync(Guid.NewGuid(), [], line)).ExpectProblem(410, "capture.line-gone");
        RunLog.OfThisRun.Forbid("secret of a capture's line", line);
    }

    [SkippableTheory]
    [InlineData(new byte[] { 3, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 1, 0, 0, 0, 9, 1 })]
    [InlineData(new byte[] { 2, 127, 0, 0, 0 })]
    public async Task Post_OfSomethingElse_IsRefused(byte[] body) => (await PostAsync(Guid.NewGuid(), body)).ExpectProblem(400, "capture.bad-post");

    [SkippableFact]
    public async Task Post_OfMoreThanAWindow_IsRefused() => (await PostAsync(Guid.NewGuid(), Message(2, new byte[2 << 20]))).Expect(413);

    [SkippableFact]
    public async Task Post_FromAForeignPage_IsRefused() =>
        (await service.Anyone.SendAsync(HttpMethod.Post, Path(Guid.NewGuid()), new ByteArrayContent(Text(Hello("nothing"))), ("Origin", "https://evil.example"))).ExpectProblem(403, "capture.foreign-origin");

    private static string Path(Guid verification) => $"/v1/verifications/{verification}/capture/frames";

    private static string Hello(string ticket) => $"{{\"type\":\"hello\",\"ticket\":\"{ticket}\"}}";

    private static byte[] Text(string text) => Message(1, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(byte kind, byte[] bytes)
    {
        byte[] message = new byte[5 + bytes.Length];
        message[0] = kind;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), bytes.Length);
        bytes.CopyTo(message, 5);
        return message;
    }

    private Task<Answer> PostAsync(Guid verification, byte[] body, string? line = null)
    {
        ByteArrayContent content = new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        return line is null ? service.Anyone.SendAsync(HttpMethod.Post, Path(verification), content) : service.Anyone.SendAsync(HttpMethod.Post, Path(verification), content, ("Capture-Line", line));
    }

    private async Task<Guid> AwaitingCaptureAsync()
    {
        Journey journey = await new Journey(service).StartAsync();
        await journey.EnterAsync();
        using VirtualChip chip = journey.Chip();
        (await journey.SubmitAsync(journey.Citizen, chip)).Expect(200);
        return journey.Verification;
    }
}
