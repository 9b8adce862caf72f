namespace RemoteVerify.Cli.Commands.Chip.Relay;

/// <summary>One rule that a service must keep.</summary>
/// <param name="Id">Short stable name, as in docs/chip-relay.md.</param>
/// <param name="Rule">What must be so.</param>
/// <param name="Expected">What is seen when it is.</param>
/// <param name="IsSlow">It waits for a time limit of the protocol to run out.</param>
/// <param name="Try">What is seen.</param>
internal sealed record RelayRule(string Id, string Rule, string Expected, bool IsSlow, Func<RelayCheckWorld, CancellationToken, Task<string>> Try)
{
    public override string ToString() => Id;
}

/// <summary>How a rule came out.</summary>
internal sealed record RelayRuleResult(string Id, string Rule, string Outcome, string Expected, string Actual, double Seconds);
