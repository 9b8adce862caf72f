using System.Text.RegularExpressions;
using RemoteVerify.Cases.States;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>The states and moves as drawn in <c>docs/case-states.md</c>: the model that the acts are tested against.</summary>
internal sealed partial class StateDiagram
{
    /// <summary>Acts that every state of the office's work allows, as the page says in words.</summary>
    private static readonly (string Act, string To)[] Common =
    [
        ("supplement.request", "supplement-requested"),
        ("payment.request", "payment-requested"),
        ("withdrawal.request", "withdrawal-requested"),
        ("case.stop", "stopped"),
        ("case.refuse", "refused"),
    ];

    private readonly Dictionary<(string From, string Act), HashSet<string>> _moves = [];

    private StateDiagram(string page)
    {
        foreach (Match line in Arrow().Matches(page))
        {
            Add(Name(line, "from"), line.Groups["act"].Value, Name(line, "to"));
        }

        foreach (string work in Working(page))
        {
            foreach ((string act, string to) in Common)
            {
                Add(work, act, to);
            }

            Add(work, "prevention.check", "stopped", onlyIfDrawn: true);
        }
    }

    /// <summary>The acts that move cases.</summary>
    public IReadOnlySet<string> Acts => _moves.Keys.Select(key => key.Act).ToHashSet(StringComparer.Ordinal);

    /// <summary>Every state that is drawn.</summary>
    public IReadOnlySet<string> States => _moves.SelectMany(move => move.Value.Append(move.Key.From)).Where(s => s is not ("[*]" or "[before]")).ToHashSet(StringComparer.Ordinal);

    public static StateDiagram Read() => new(File.ReadAllText(Path.Combine(Repository.Root, "docs", "case-states.md")));

    /// <summary>The acts drawn from this state.</summary>
    public IReadOnlySet<string> From(string state) => _moves.Keys.Where(key => key.From == state).Select(key => key.Act).ToHashSet(StringComparer.Ordinal);

    /// <summary>True when the act may lead from one state to the other; what is not drawn as a move must stay where it is.</summary>
    /// <param name="before">The state that a waiting case came from, or null.</param>
    public bool Permits(string from, string act, string to, string? before)
    {
        if (!_moves.TryGetValue((from, act), out HashSet<string>? targets))
        {
            return from == to && !Acts.Contains(act);
        }

        return targets.Contains(to) || (targets.Contains("[before]") && to == before);
    }

    /// <summary>Where a waiting case came from.</summary>
    public static string? Before(Case current) => current is SuspendedCase waiting ? waiting.Before.State : null;

    /// <summary>States of the journeys (a) to (d) in which the office works.</summary>
    private static IEnumerable<string> Working(string page)
    {
        string journeys = page[page.IndexOf("## (a)", StringComparison.Ordinal)..];
        return Arrow().Matches(journeys).Select(line => Name(line, "from")).Distinct()
            .Except(["awaiting-identity", "identity-with-officer", "awaiting-confirmation", "content-confirmed", "participants-signed"]);
    }

    private void Add(string from, string act, string to, bool onlyIfDrawn = false)
    {
        if (_moves.TryGetValue((from, act), out HashSet<string>? targets))
        {
            targets.Add(to);
        }
        else if (!onlyIfDrawn)
        {
            _moves[(from, act)] = [to];
        }
    }

    private static string Name(Match line, string group) => line.Groups[group].Value.Replace('_', '-');

    [GeneratedRegex(@"^ +(?<from>\S+) --> (?<to>\S+): (?<act>\S+)\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Arrow();
}
