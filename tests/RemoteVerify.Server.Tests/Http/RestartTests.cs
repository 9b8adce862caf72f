using System.Net.Http.Json;

namespace RemoteVerify.Server.Tests;

/// <summary>What must outlive the process: answers, uploads, cursors.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private readonly RunningService _service = new();

    public Task InitializeAsync() => _service.InitializeAsync();

    public Task DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task AnswersUploadsAndCursors_AfterARestart_GoOn()
    {
        Caller portal = await _service.AsAsync("portal");
        string key = Guid.NewGuid().ToString();
        Answer opened = (await OpenAsync(portal, key)).Expect(201);
        await OpenAsync(portal, Guid.NewGuid().ToString());
        string upload = (await UploadTests.CreateAsync(portal, Journey.Contract.Length, null)).Expect(201).Headers["Location"];
        (await UploadTests.AppendAsync(portal, upload, 0, Journey.Contract[..5000])).Expect(204);
        string cursor = (await portal.GetAsync("/v1/cases/queue?limit=1")).Expect(200).Json.GetProperty("next").GetString()!;

        await _service.StopAsync();
        await _service.StartAsync();
        portal = await _service.AsAsync("portal");

        Assert.Equal(opened.Body, (await OpenAsync(portal, key)).Expect(201).Body);
        (await UploadTests.AppendAsync(portal, upload, 5000, Journey.Contract[5000..])).Expect(204);
        Guid id = opened.Json.GetProperty("id").GetGuid();
        (await portal.SendAsync(HttpMethod.Post, $"/v1/cases/{id}/document", null, ("Upload-Reference", upload.Split('/')[^1]))).Expect(201);
        Assert.Equal(1, (await portal.GetAsync($"/v1/cases/queue?limit=1&cursor={cursor}")).Expect(200).Json.GetProperty("items").GetArrayLength());
    }

    private static Task<Answer> OpenAsync(Caller portal, string key) =>
        portal.SendAsync(HttpMethod.Post, "/v1/cases", JsonContent.Create(Journey.OpenBody()), ("Idempotency-Key", key));
}
