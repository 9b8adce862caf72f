using System.Collections.Concurrent;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>
/// Random acts on several cases of each journey against the page of states: no act leads where the page draws nothing, a refused act changes nothing
/// but the log, and no number is lost or used twice. Actors, times, hashes and versions are wrong by chance, registers are silent, versions of the
/// procedure are imported in between. <c>RV_MACHINE_RUNS</c> asks for more sequences of each journey than the few of every build,
/// <c>RV_MACHINE_SEED</c> for those of an earlier run.
/// </summary>
public sealed class StateMachineTests(ITestOutputHelper output)
{
    private const int Runs = 2;
    private const ulong Seed = 2026, Gamma = 1129;

    /// <summary>Each journey with as many acts as let a case reach its end beside another one.</summary>
    private static readonly (string Name, int Steps, Func<Office, MachineOffice> Open)[] Journeys =
    [
        ("a", 230, office => new NotarisedMachine(office)), ("b", 80, office => new PaperCopyMachine(office)),
        ("c", 120, office => new StoredCopyMachine(office)), ("d", 130, office => new MaritalMachine(office)),
    ];

    [Fact]
    public void RandomActs_OnCasesOfEveryJourney_FollowThePageAndKeepTheBooks()
    {
        bool isLong = int.TryParse(Environment.GetEnvironmentVariable("RV_MACHINE_RUNS"), out int asked);
        ulong seed = ulong.TryParse(Environment.GetEnvironmentVariable("RV_MACHINE_SEED"), out ulong given) ? given : isLong ? (ulong)System.Random.Shared.NextInt64() : Seed;
        var reached = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        StateDiagram diagram = StateDiagram.Read();
        var failed = new ConcurrentBag<string>();
        Parallel.ForEach(Journeys, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, journey =>
        {
            Gen<int[]> sequences = Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), journey.Steps);
            try
            {
                Prop.ForAll(sequences.ToArbitrary(), draws =>
                {
                    RunAsync(journey.Open, draws, diagram, reached).GetAwaiter().GetResult();
                    return true;
                }).Check(Config.QuickThrowOnFailure.WithMaxTest(isLong ? asked : Runs).WithReplay(seed, Gamma));
            }
            catch (Exception e)
            {
                failed.Add($"({journey.Name}), seed {seed}: {e.Message[Math.Max(0, e.Message.IndexOf("with exception", StringComparison.Ordinal))..]}");
            }
        });

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {(isLong ? asked : Runs)} sequences of each journey; acts that led to each state:"));
        foreach (string state in diagram.States.Order(StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{state,-28}{reached.GetValueOrDefault(state),8}"));
        }

        Assert.True(failed.IsEmpty, string.Join("\n\n", failed));

        // Chance that never gets anywhere proves nothing. A related act begins from a stored result and has tests of its own.
        string[] missing = [.. diagram.States.Where(state => state != "related-act-begun" && !reached.ContainsKey(state)).Order(StringComparer.Ordinal)];
        Assert.True(isLong && asked >= 100 ? missing.Length == 0 : reached.ContainsKey("completed") && missing.Length <= 12, $"never reached: {string.Join(' ', missing)}");
    }

    private static async Task RunAsync(Func<Office, MachineOffice> open, int[] draws, StateDiagram diagram, ConcurrentDictionary<string, int> reached)
    {
        await using Office office = await Office.OpenAsync();
        var walk = new MachineWalk(open(office), diagram);
        await walk.RunAsync(draws);
        foreach ((string state, int times) in walk.Reached)
        {
            reached.AddOrUpdate(state, times, (_, before) => before + times);
        }
    }
}
