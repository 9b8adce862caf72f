using System.Reflection;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.Recording;

/// <summary>A refusal that anybody gets is on record, also when another writer was quicker.</summary>
public sealed class DeskTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Refusal_WhenAnotherWriterWasQuicker_IsRecordedOnce()
    {
        await using Office office = await Office.OpenAsync();
        CaseId id = (await office.OpenCaseAsync()).File.Id;
        int before = await EntriesAsync(office, id);
        Desk desk = new(new BusyStore(office.Storage, conflicts: 2), office.Clock);

        // Allowed for the role, and refused by the body.
        Outcome<int> refused = await desk.DoAsync<int>(Act.ApproveCase, office.Officer, async (work, ct) =>
        {
            await work.CaseAsync(id, ct);
            return new Refusal(RefusalCode.EvidenceNotViewed, "View it.");
        }, None);

        Assert.Equal(RefusalCode.EvidenceNotViewed, refused.Refusal!.Code);
        Assert.Equal(before + 1, await EntriesAsync(office, id));
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        AuditEntry entry = (await unit.Audit.ListAsync(id, None))[^1].Entry;
        Assert.Equal((Act.ApproveCase.Code, RefusalCode.EvidenceNotViewed.Value), (entry.Act, entry.Result));
    }

    [Fact]
    public async Task Refusal_ThatCantBeRecorded_IsNotGivenOut()
    {
        await using Office office = await Office.OpenAsync();
        Desk desk = new(new BusyStore(office.Storage, conflicts: int.MaxValue), office.Clock);

        InvalidOperationException failed = await Assert.ThrowsAsync<InvalidOperationException>(
            () => desk.DoAsync<int>(Act.ApproveCase, office.Portal, (_, _) => throw new InvalidOperationException("The body must not run."), None));

        Assert.Contains(RefusalCode.ActorNotPermitted.Value, failed.Message, StringComparison.Ordinal);
    }

    private static async Task<int> EntriesAsync(Office office, CaseId id)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        return (await unit.Audit.ListAsync(id, None)).Count;
    }
}
