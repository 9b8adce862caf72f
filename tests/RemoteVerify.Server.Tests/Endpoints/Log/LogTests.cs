using System.Text.Json;
using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Proofs;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Server.Tests;

/// <summary>Checks the log as an outsider does, with the room's checker and nothing of the service but its answers.</summary>
[Collection(OneService.Name)]
public class LogTests(RunningService service)
{
    [Fact]
    public async Task Checkpoints_BeforeAndAfterActs_AreGoodAndConsistent()
    {
        (LogChecker checker, NoteKey key) = await KeyAsync();
        await new Journey(service).OpenAsync();
        string older = await CheckpointAsync();
        await new Journey(service).StartAsync();
        string newer = await CheckpointAsync();
        Checkpoint before = Checkpoint.Parse(SignedNote.Open(older, key)!), after = Checkpoint.Parse(SignedNote.Open(newer, key)!);
        Assert.True(after.Size >= before.Size + 3, "opening, attaching and starting are three leaves");

        List<byte[]> leaves = await LeavesAsync(after.Size);
        Assert.Equal(LogVerdict.Good, await checker.CheckAsync(newer, leaves, older, CancellationToken.None));

        byte[][] consistency = await PathAsync($"/v1/log/consistency?from={before.Size}&to={after.Size}");
        Assert.Equal(LogVerdict.Good, checker.CheckConsistency(older, newer, consistency));
        foreach (long index in new[] { 0, after.Size / 2, after.Size - 1 })
        {
            byte[][] inclusion = await PathAsync($"/v1/log/inclusion?index={index}&size={after.Size}");
            Assert.True(ProofChecker.IsIncluded(leaves[(int)index], index, after.Size, inclusion, after.Root.Span));
            Assert.False(ProofChecker.IsIncluded(leaves[(int)index], index, after.Size, inclusion, before.Root.Span));
        }

        // A log with one altered leaf is not the signed one.
        leaves[1] = leaves[0];
        Assert.Equal(LogVerdict.RootDiffers, await checker.CheckAsync(newer, leaves, null, CancellationToken.None));
    }

    [Fact]
    public async Task RefusedActs_AsDoneOnes_AreInTheLog()
    {
        Journey journey = await new Journey(service).OpenAsync();
        long before = await SizeAsync();
        (await (await service.AsAsync("portal")).PostAsync($"/v1/cases/{journey.Case}/approval")).ExpectProblem(403);
        Assert.True(await SizeAsync() > before, "a forbidden act left no trace");
    }

    [Theory]
    [InlineData("/v1/log/inclusion?index=0&size=99999999")]
    [InlineData("/v1/log/inclusion?index=5&size=2")]
    [InlineData("/v1/log/inclusion?index=-1&size=2")]
    [InlineData("/v1/log/consistency?from=5&to=2")]
    [InlineData("/v1/log/consistency?from=-1&to=2")]
    [InlineData("/v1/log/consistency?from=1&to=99999999")]
    public async Task Proofs_OutsideTheLog_AreRefused(string path) => (await service.Anyone.GetAsync(path)).ExpectProblem(422, "log.range");

    [Theory]
    [InlineData("/v1/log/inclusion")]
    [InlineData("/v1/log/inclusion?index=x&size=2")]
    [InlineData("/v1/log/leaves?from=x")]
    public async Task Proofs_WithBrokenNumbers_AreMalformed(string path) => (await service.Anyone.GetAsync(path)).ExpectProblem(400, "request.malformed");

    [Theory]
    [InlineData("/v1/log/leaves?from=-5&count=-5")]
    [InlineData("/v1/log/leaves?from=9223372036854775807&count=2147483647")]
    public async Task Leaves_OutsideTheLog_AreNone(string path) => Assert.Equal(0, (await service.Anyone.GetAsync(path)).Expect(200).Json.GetArrayLength());

    private async Task<(LogChecker Checker, NoteKey Key)> KeyAsync()
    {
        JsonElement told = (await service.Anyone.GetAsync("/v1/log/key")).Expect(200).Json;
        NoteKey key = new(told.GetProperty("name").GetString()!, PublicKeyInfo.Read(told.GetProperty("subjectPublicKeyInfo").GetBytesFromBase64()));
        return (new LogChecker(told.GetProperty("origin").GetString()!, key), key);
    }

    private async Task<string> CheckpointAsync() => (await service.Anyone.GetAsync("/v1/log/checkpoint")).Expect(200).Text;

    private async Task<long> SizeAsync() => Checkpoint.Parse(SignedNote.Open(await CheckpointAsync(), (await KeyAsync()).Key)!).Size;

    private async Task<List<byte[]>> LeavesAsync(long size)
    {
        List<byte[]> leaves = [];
        while (leaves.Count < size)
        {
            JsonElement page = (await service.Anyone.GetAsync($"/v1/log/leaves?from={leaves.Count}&count=100")).Expect(200).Json;
            Assert.NotEqual(0, page.GetArrayLength());
            leaves.AddRange(page.EnumerateArray().Select(leaf => leaf.GetBytesFromBase64()));
        }

        return leaves;
    }

    private async Task<byte[][]> PathAsync(string path) =>
        [.. (await service.Anyone.GetAsync(path)).Expect(200).Json.GetProperty("path").EnumerateArray().Select(hash => hash.GetBytesFromBase64())];
}
