using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Events;

namespace RemoteVerify.Server.Tests.Events;

public sealed class FileEventSinkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rv-events-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Deliver_ManyAtOnce_IsOneDocumentALine()
    {
        string path = Path.Combine(_folder, "events.ndjson");
        var sink = new FileEventSink(path);
        OutgoingEvent[] events = [.. Enumerable.Range(0, 20).Select(i => Event($"s{i}"))];
        await Task.WhenAll(events.Select(e => sink.DeliverAsync(e, CancellationToken.None)));

        JsonElement[] lines = [.. (await File.ReadAllLinesAsync(path)).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(events.Select(e => e.Id).Order(), lines.Select(line => line.GetProperty("id").GetGuid()).Order());
        Assert.All(lines, line => Assert.Equal("case.opened", line.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Deliver_AfterALineThatACrashCutOff_BeginsANewOne()
    {
        string path = Path.Combine(_folder, "events.ndjson");
        await File.WriteAllTextAsync(path, "{\"id\":\"0");
        OutgoingEvent whole = Event(null);
        await new FileEventSink(path).DeliverAsync(whole, CancellationToken.None);

        string[] lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(2, lines.Length);
        Assert.Equal(whole.Id, JsonDocument.Parse(lines[1]).RootElement.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Deliver_IntoAFolderThatIsNotThere_Throws() =>
        await Assert.ThrowsAnyAsync<IOException>(() => new FileEventSink(Path.Combine(_folder, "none", "e")).DeliverAsync(Event(null), CancellationToken.None));

    private static OutgoingEvent Event(string? subject) => new(
        Guid.NewGuid(), new DomainEvent("case.opened", new TenantId("t"), new CaseId(Guid.NewGuid()), subject, DateTimeOffset.UnixEpoch), 1);
}
