using RemoteVerify.AuditLog.Checkpoints;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.AuditLog.Tiles;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Server.Tests;

/// <summary>The log as tiles over HTTP.</summary>
[Collection(OneService.Name)]
public class TileTests(RunningService service)
{
    [Fact]
    public async Task Tiles_UnderASignedHead_GiveItsRootAndAreKeptByCaches()
    {
        // More than one full tile, by the cheapest act that leaves a leaf: a refused one.
        Caller officer = await service.AsAsync("officer");
        NoteKey key = NoteKey.ParseVerifierKey((await service.Anyone.SendAsync(HttpMethod.Get, "/v1/log/key", null, ("Accept", "text/plain"))).Expect(200).Text);
        Assert.Equal((await service.Anyone.GetAsync("/v1/log/key")).Expect(200).Json.GetProperty("verifierKey").GetString(), key.VerifierKey());
        while ((await HeadAsync(key)).Size <= 260)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => officer.PostAsync($"/v1/cases/{Guid.NewGuid()}/approval")));
        }

        Checkpoint head = await HeadAsync(key);
        List<byte[]> leaves = [], entries = [];
        foreach (TileNumber tile in TileNumber.Of(head.Size))
        {
            Answer hashes = (await service.Anyone.GetAsync($"/v1/log/tile/0/{tile}")).Expect(200);
            Answer bundle = (await service.Anyone.GetAsync($"/v1/log/tile/entries/{tile}")).Expect(200);
            Assert.Equal(("application/octet-stream", "application/octet-stream"), (hashes.MediaType, bundle.MediaType));
            string cache = tile.IsFull ? "public, max-age=31536000, immutable" : "public, max-age=60";
            Assert.Equal((cache, cache), (hashes.Headers["Cache-Control"], bundle.Headers["Cache-Control"]));
            leaves.AddRange(HashTile.Read(hashes.Body, tile.Width));
            entries.AddRange(EntryBundle.Read(bundle.Body, tile.Width));
        }

        MemoryNodes nodes = new();
        foreach (byte[] leaf in leaves)
        {
            await nodes.AppendAsync(leaf, CancellationToken.None);
        }

        Assert.Equal(head.Root.ToArray(), await MerkleTree.RootAsync(nodes, head.Size, CancellationToken.None));
        Assert.Null(AlteredLeafSearch.ByEntries(leaves, entries));
        Assert.Equal(HashTile.Root([.. leaves.Take(256)]), (await service.Anyone.GetAsync("/v1/log/tile/1/000.p/1")).Expect(200).Body);
        Assert.Equal(leaves.Take(7).SelectMany(l => l), (await service.Anyone.GetAsync("/v1/log/tile/0/000.p/7")).Expect(200).Body);
        Answer checkpoint = (await service.Anyone.GetAsync("/v1/log/checkpoint")).Expect(200);
        Assert.Equal(("text/plain; charset=utf-8", "no-store"), (checkpoint.Headers["Content-Type"], checkpoint.Headers["Cache-Control"]));
    }

    [Theory]
    [InlineData("0/x001/x000/000", "log.range")]
    [InlineData("0/999", "log.range")]
    [InlineData("63/000.p/1", "log.range")]
    [InlineData("64/000", "log.tile-malformed")]
    [InlineData("00/000", "log.tile-malformed")]
    [InlineData("-1/000", "log.tile-malformed")]
    [InlineData("0/0", "log.tile-malformed")]
    [InlineData("0/000.p/256", "log.tile-malformed")]
    [InlineData("0/000.p/0", "log.tile-malformed")]
    [InlineData("entries/999", "log.range")]
    [InlineData("entries/1", "log.tile-malformed")]
    public async Task Tiles_ThatTheLogDoesNotHave_AreNotFound(string tile, string code) => (await service.Anyone.GetAsync($"/v1/log/tile/{tile}")).ExpectProblem(404, code);

    /// <summary>Every look-up, decision, view of evidence and signature of a whole case is a leaf, and no leaf or entry can be guessed from what a person is.</summary>
    [Fact]
    public async Task WholeCase_OfAPerson_LeavesALeafForEachActAndNothingThatCouldBeGuessed()
    {
        Journey journey = await new Journey(service).CountersignAsync();
        (await (await service.AsAsync("seal")).PostAsync($"/v1/cases/{journey.Case}/seal")).Expect(200);
        Caller portal = await service.AsAsync("portal");
        long before = await service.Parts.Storage.Log.SizeAsync(CancellationToken.None);
        (await portal.PostAsync("/v1/results/look-ups", new { owner = Journey.Number })).Expect(201);
        Assert.Equal(before + 1, await service.Parts.Storage.Log.SizeAsync(CancellationToken.None));
        IReadOnlyList<RecordedEntry> own;
        await using (IUnitOfWork unit = await service.Parts.Storage.BeginAsync(CancellationToken.None))
        {
            own = await unit.Audit.ListAsync(new Cases.CaseId(journey.Case), CancellationToken.None);
        }

        string[] acts = [.. own.Where(e => e.Entry.Result == "done").Select(e => e.Entry.Act).Distinct()];
        Assert.All(
            new[] { "verification.start", "chip.challenge", "verification.submit-chip", "capture.finish", "content.confirm", "document.sign", "evidence.view", "case.approve", "countersignature.prepare", "countersignature.finalise", "document.seal", "document.timestamp", "result.store" },
            act => Assert.Contains(act, acts));

        // The leaves are the salted commitments of these entries, and nothing unsalted.
        IReadOnlyList<byte[]> leaves = await service.Parts.Storage.Log.LeafHashesAsync(own[0].Index, 1000, CancellationToken.None);
        foreach (RecordedEntry entry in own)
        {
            byte[] leaf = leaves[(int)(entry.Index - own[0].Index)];
            Assert.Equal(leaf, MerkleHash.Leaf(AuditEncoding.Commit(entry.Salt.Span, entry.Canonical.Span)));
            Assert.NotEqual(leaf, MerkleHash.Leaf(entry.Canonical.Span));
            string text = System.Text.Encoding.UTF8.GetString(entry.Canonical.Span);
            foreach (string personal in new[] { Journey.Number, Journey.Name, Hash(Journey.Number), Hash(Journey.Name) })
            {
                Assert.DoesNotContain(personal, text, StringComparison.OrdinalIgnoreCase);
            }
        }

        Assert.Equal(own.Count, own.Select(e => Convert.ToHexString(e.Salt.Span)).Distinct().Count());

        static string Hash(string text) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    private async Task<Checkpoint> HeadAsync(NoteKey key) => Checkpoint.Parse(SignedNote.Open((await service.Anyone.GetAsync("/v1/log/checkpoint")).Expect(200).Text, key)!);
}
