using FsCheck;
using FsCheck.Fluent;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>
/// Random acts on several cases at once against the page of states: no act leads where the page draws nothing, a refused act changes nothing, and
/// no number is lost or used twice. <c>RV_MACHINE_RUNS</c> asks for more sequences than the few of every build.
/// </summary>
public sealed class StateMachineTests
{
    private const int Cases = 2;
    private const int Steps = 80;
    private const int Runs = 8;

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void RandomActs_OnSeveralCases_FollowThePageAndKeepTheBook()
    {
        bool isLong = int.TryParse(Environment.GetEnvironmentVariable("RV_MACHINE_RUNS"), out int asked);
        int runs = isLong ? asked : Runs;
        var reached = new HashSet<string>(StringComparer.Ordinal);
        Gen<int[]> sequences = Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), Steps);
        Prop.ForAll(sequences.ToArbitrary(), draws =>
        {
            RunAsync(draws, reached).GetAwaiter().GetResult();
            return true;
        }).Check(isLong ? Config.QuickThrowOnFailure.WithMaxTest(runs) : Config.QuickThrowOnFailure.WithMaxTest(runs).WithReplay(2026, 1129));

        // Chance that never gets anywhere proves nothing.
        Assert.Superset(new HashSet<string> { "completed", "refused", "contested", "stopped", "payment-requested", "supplement-requested", "withdrawal-requested" }, reached);
    }

    private static async Task RunAsync(int[] draws, HashSet<string> reached)
    {
        await using Office office = await Office.OpenAsync();
        StateDiagram diagram = StateDiagram.Read();
        MachineOffice machine = new(office);
        CaseId[] ids = new CaseId[Cases];
        for (int i = 0; i < Cases; i++)
        {
            ids[i] = await machine.OpenAsync();
        }

        foreach (int draw in draws)
        {
            CaseId id = ids[draw % Cases];
            Case before = await machine.FindAsync(id);
            Move move = Choose(machine, before, draw / Cases);
            bool odd = (draw / 7919) % 4 == 0;
            Refusal? refusal = await move.TryAsync(id, odd);
            Case after = await machine.FindAsync(id);
            reached.Add(after.State);
            string what = $"{move}{(odd ? " (odd)" : "")} in {before.State} led to {after.State}{(refusal is null ? "" : $", refused {refusal}")}";
            if (refusal is not null || before.File.Version == after.File.Version)
            {
                // Refused, or an answer given again (a payment that is confirmed twice): nothing moves.
                Assert.True(before.State == after.State, what);
            }
            else
            {
                Assert.True(diagram.Permits(before.State, move.Act, after.State, StateDiagram.Before(before)), what);
            }

            Assert.NotNull(RefusalCode.All.FirstOrDefault(code => refusal is null || code == refusal.Code));
            await BookIsGaplessAsync(office, ids, what);
        }
    }

    /// <summary>Seven of eight draws are among the acts that the state allows, so that sequences get far; the eighth is any act at all.</summary>
    private static Move Choose(MachineOffice machine, Case current, int draw)
    {
        Move[] allowed = [.. machine.Moves.Where(move => current.Allowed.Any(act => act.Code == move.Act))];

        // The ways out are rarer than the ways on, as in an office; otherwise hardly a case would reach its result.
        Move[] onwards = [.. allowed.Where(move => move.Act is not ("case.refuse" or "case.stop" or "withdrawal.request" or "case.expire" or "supplement.request" or "payment.request") || (move.Act == "payment.request" && current is OriginalCompared))];
        int kind = draw % 8;
        IReadOnlyList<Move> from = kind switch
        {
            < 6 when onwards.Length > 0 => onwards,
            < 7 when allowed.Length > 0 => allowed,
            _ => machine.Moves,
        };
        return from[draw / 8 % from.Count];
    }

    private static async Task BookIsGaplessAsync(Office office, CaseId[] ids, string what)
    {
        await using IUnitOfWork unit = await office.Storage.BeginAsync(None);
        var states = new Dictionary<CaseId, Case>();
        foreach (CaseId id in ids)
        {
            states[id] = (await unit.Cases.FindAsync(Office.Tenant, id, None))!;
        }

        foreach ((RegisterBook book, long last) in await unit.Registers.BooksAsync(Office.Tenant, None))
        {
            IReadOnlyList<RegisterEntry> entries = await unit.Registers.ListAsync(book, 1, 500, None);
            Assert.True(entries.Select(e => e.Number).SequenceEqual(Enumerable.Range(1, (int)last).Select(n => (long)n)), $"{what}: the book has a gap");
            foreach (IGrouping<CaseId, RegisterEntry> ofCase in entries.GroupBy(e => e.CaseId))
            {
                Case current = states[ofCase.Key];
                bool isFiled = current is Completed or ResultDelivered;
                bool isOver = current is RefusedCase or StoppedCase or ExpiredCase or ContestedCase;
                Assert.True(ofCase.Count(e => e is UsedEntry) == (isFiled ? 1 : 0), $"{what}: {ofCase.Count(e => e is UsedEntry)} numbers are used");
                Assert.True(ofCase.Count(e => e is ReservedEntry) <= (isFiled || isOver ? 0 : 1), $"{what}: a number is reserved for nothing");
            }
        }
    }
}
