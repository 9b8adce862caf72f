using RemoteVerify.Authority.Development;
using RemoteVerify.Authority.TimestampAuthority;
using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.Archiving;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Pki.Algorithms;

namespace RemoteVerify.Cases.Tests.Results.Archiving;

public sealed class RenewArchiveTimestampsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task StoreResult_WithADayBetweenTheSignatures_IsLongTermAndStandsYearsLater()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = await office.ProvenAsync();
        Assert.True((await office.ConfirmAndSignAsync(id)).IsDone);

        // The one-time certificate of the citizen has ended long before the officer signs.
        office.Clock.Advance(TimeSpan.FromDays(1));
        await office.ApproveAsync(id);
        Assert.True((await office.CountersignAsync(id)).IsDone);
        Assert.True((await office.Sealing().DoAsync(office.Seal, id, None)).IsDone);
        Assert.True((await office.Timestamping().DoAsync(office.Seal, id, None)).IsDone);
        PublishedBytes stored = (await new StoreResult(office.Desk, office.Seals, office.Validator).DoAsync(office.Seal, id, None)).Value;

        ArchiveState state = Archive(office.Hierarchy, [], office).Examine(stored.Pdf, office.Clock.GetUtcNow());
        Assert.True(state.IsComplete);
        Assert.Equal(office.Hierarchy.TimestampAuthority.Certificate.NotAfter, state.Until);

        // Five years on seal, officer and citizen have no valid certificate any more; the only list that a checker has is about the timestamp's issuer.
        DateTimeOffset later = office.Clock.GetUtcNow().AddYears(5);
        ReadOnlyMemory<byte>[] lists = [.. new[] { office.Hierarchy.Parent, office.Hierarchy.Authority }.Select(a => a.IssueCrl([], 1, later, later.AddDays(1)).Encoded)];
        DocumentVerdict verdict = new PadesDocumentValidator(at => new() { At = at, Anchors = [office.Root], Crls = lists }).Validate(stored.Pdf, later).Value;
        Assert.Equal(3, verdict.Signatures.Count);
        Assert.All(verdict.Signatures, s => Assert.Equal(("TOTAL_PASSED", "PAdES-BASELINE-LTA"), (s.Indication, s.Profile)));
    }

    [Fact]
    public async Task Renew_OverThirtyYears_KeepsTheResultValidUnderOneCode()
    {
        await using Office office = await Office.OpenAsync();
        PublishedBytes first = await office.CompleteAsync();
        List<DevelopmentHierarchy> generations = [office.Hierarchy];
        List<ReadOnlyMemory<byte>> files = [first.Pdf];
        try
        {
            for (int year = 0; year < 30; year++)
            {
                office.Clock.Advance(TimeSpan.FromDays(365.25));
                if ((generations[^1].TimestampAuthority.Certificate.NotAfter - office.Clock.GetUtcNow()).TotalDays < 2 * 366)
                {
                    // The operator renews the authority before it ends; from 2040 on with P-384.
                    generations.Add(DevelopmentHierarchy.Create(office.Clock.GetUtcNow(), new DevelopmentHierarchyOptions { UseP384 = office.Clock.GetUtcNow().Year >= 2040 }));
                }

                RenewArchiveTimestamps renew = new(office.Desk, Archive(generations[^1], generations[..^1], office), office.Storage, new ArchivePolicy());
                RenewalRun run = await renew.DoAsync(office.Service, None);
                Assert.Empty(run.Failed);
                Assert.Equal(0, (await renew.DoAsync(office.Service, None)).Examined);

                CodeCheck check = (await new CheckCode(office.Desk, Validator(generations, office)).DoAsync(Actor.Anyone, first.Code, None)).Value;
                Assert.True(check.Verdict.IsValid, $"{office.Clock.GetUtcNow():yyyy}: {check.Verdict}");
                Assert.True(check.Pdf.Span.StartsWith(files[^1].Span));
                if (check.Pdf.Length > files[^1].Length)
                {
                    Assert.Equal([first.Document.Id], run.Renewed);
                    files.Add(check.Pdf);
                }
            }

            Assert.InRange(files.Count, 3, 6);
            Assert.Equal(2056, office.Clock.GetUtcNow().Year);
            PublishedDocument last = await office.FindAsync(first.Document.Id);
            Assert.Equal(files.SkipLast(1).Select(f => Sha256Digest.Of(f.Span)), last.Earlier.Select(e => e.Sha256));
            await EveryFileResolvesAsync(office, generations, files);
        }
        finally
        {
            generations.Skip(1).ToList().ForEach(g => g.Dispose());
        }
    }

    [Fact]
    public async Task Renew_ByTwoAtOnce_AddsOneTimestamp()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument document = await office.AddAsync();
        office.Clock.Advance(TimeSpan.FromDays(365.25 * 8));
        using DevelopmentHierarchy next = DevelopmentHierarchy.Create(office.Clock.GetUtcNow(), new DevelopmentHierarchyOptions());
        RenewArchiveTimestamps renew = new(office.Desk, Archive(next, [office.Hierarchy], office), office.Storage, new ArchivePolicy { Margin = TimeSpan.FromDays(3 * 366) });

        RenewalRun[] runs = await Task.WhenAll(renew.DoAsync(office.Service, None), renew.DoAsync(office.Service, None));

        Assert.Equal([document.Id], runs.SelectMany(r => r.Renewed));
        Assert.Single((await office.FindAsync(document.Id)).Earlier);
    }

    [Fact]
    public async Task Renew_WithAnAuthorityThatEndsItself_PutsOffAndChangesNothing()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument document = await office.AddAsync();
        office.Clock.Advance(TimeSpan.FromDays(365.25 * 9.5));
        RenewArchiveTimestamps renew = new(office.Desk, Archive(office.Hierarchy, [], office), office.Storage, new ArchivePolicy());

        Assert.Equal([(document.Id, "archive.not-renewed")], (await renew.DoAsync(office.Service, None)).Failed);
        Assert.Equal(0, (await renew.DoAsync(office.Service, None)).Examined);

        PublishedDocument kept = await office.FindAsync(document.Id);
        Assert.Equal(document.Sha256, kept.Sha256);
        Assert.True(kept.RenewAt > office.Clock.GetUtcNow().AddDays(20));
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        AuditEntry entry = (await unit.Audit.ListAsync(document.CaseId, None))[^1].Entry;
        Assert.Equal((Act.RenewArchiveTimestamp.Code, "archive.not-renewed", "authority-ends"), (entry.Act, entry.Result, entry.Details["reasons"]));
    }

    [Fact]
    public async Task Examine_WhileAnAlgorithmEnds_TellsItsEnd()
    {
        await using Office office = await Office.OpenAsync();
        PublishedDocument document = await office.AddAsync();
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        ReadOnlyMemory<byte> pdf = (await unit.Blobs.GetAsync(document.CaseId, document.Blob, None))!.Value;
        DateTimeOffset end = office.Clock.GetUtcNow().AddYears(3);

        Assert.Equal(end, Archive(office.Hierarchy, [], office, AlgorithmPolicy.Default with { Ends = [new AlgorithmEnd("SHA256", null, end)] }).Examine(pdf, office.Clock.GetUtcNow()).Until);
        Assert.Equal(end, Archive(office.Hierarchy, [], office, AlgorithmPolicy.Default with { Ends = [new AlgorithmEnd("EC", 384, end)] }).Examine(pdf, office.Clock.GetUtcNow()).Until);
    }

    private static async Task EveryFileResolvesAsync(Office office, List<DevelopmentHierarchy> generations, List<ReadOnlyMemory<byte>> files)
    {
        CheckDocument check = new(office.Desk, Validator(generations, office));
        for (int i = 0; i < files.Count; i++)
        {
            DocumentCheck found = (await check.DoAsync(Actor.Anyone, files[i], None)).Value;
            Assert.NotNull(found.Issued);
            Assert.Equal(i + 1 < files.Count, found.IsEarlierVersion);
            Assert.Equal(i + 1 == files.Count, found.Verdict.IsValid);
        }
    }

    private static AuthorityTrust Trust(DevelopmentHierarchy current, IReadOnlyList<DevelopmentHierarchy> former) => new(
        current.Root, current.Parent, current.Authority,
        new FormerAuthorities(
            [.. former.Select(h => h.Root)], [.. former.Select(h => h.IssuingAuthority.Certificate)],
            at => [.. former.SelectMany(h => new[] { h.Parent, h.Authority }).Where(a => a.Certificate.IsValidAt(at)).Select(a => a.IssueWholeCrl([], at.ToUnixTimeSeconds(), at, at.AddDays(1)).Encoded)]));

    private static PadesArchive Archive(DevelopmentHierarchy current, IReadOnlyList<DevelopmentHierarchy> former, Office office, AlgorithmPolicy? policy = null)
    {
        AuthorityTrust trust = Trust(current, former);
        return new PadesArchive(
            new TimestampAuthority(current.TimestampAuthority, new TimestampAuthorityOptions(), office.Clock), trust.ForArchive, trust.For, policy ?? AlgorithmPolicy.Default);
    }

    private static PadesDocumentValidator Validator(List<DevelopmentHierarchy> generations, Office office) => new(Trust(generations[^1], generations[..^1]).For);
}
