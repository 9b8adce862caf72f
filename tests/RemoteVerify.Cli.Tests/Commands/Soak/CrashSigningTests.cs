using RemoteVerify.Cases;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cli.Commands.Soak;
using RemoteVerify.Storage;

namespace RemoteVerify.Cli.Tests.Commands.Soak;

/// <summary>The signing part of the load that is killed.</summary>
public sealed class CrashSigningTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A copy that each process leaves after one act goes on in the next one to its end; a document that lost a signature is seen.</summary>
    [Fact]
    public async Task Steps_EachInAProcessOfItsOwn_LeadToASignedResult_AndALostSignatureIsSeen()
    {
        await using CrashTarget target = await CrashTarget.CreateAsync(null, None);
        await using RelationalStorage storage = target.Open();
        await storage.MigrateAsync(None);
        CaseId id = default;
        using (CrashSigning first = new(storage, target.Keys))
        {
            id = (await first.OpenAsync(None)).Value;
        }

        Case? current = null;
        for (int step = 0; step < 30 && current is not Completed; step++)
        {
            using CrashSigning next = new(storage, target.Keys);
            Assert.Equal(id, await next.UnfinishedAsync(None));
            Assert.Null(await next.StepAsync(await next.FindAsync(id, None), None));
            current = await next.FindAsync(id, None);
        }

        Completed completed = Assert.IsType<Completed>(current);
        using CrashSigning last = new(storage, target.Keys);
        Assert.Null(await last.UnfinishedAsync(None));
        using CrashSignatures signatures = new(target.Keys);
        await using IUnitOfWork unit = await storage.BeginAsync(None);
        Assert.Null(await signatures.FaultAsync(unit, completed, None));
        Countersigned unsealed = new(completed.File, completed.Document, [], [], new Approval("soak-officer", completed.StoredAt), completed.File.OfficerSignatures[0]);
        Assert.StartsWith("countersigned with ", await signatures.FaultAsync(unit, unsealed, None), StringComparison.Ordinal);
    }
}
