using System.CommandLine;
using System.Diagnostics;
using System.Net.WebSockets;
using RemoteVerify.ChipReader.Apdu;
using RemoteVerify.Cli.Commands.Demo;

namespace RemoteVerify.Cli.Commands.Chip.Relay;

/// <summary><c>rv chip relay-check</c>: the rules of docs/chip-relay.md against a service, with a virtual chip.</summary>
internal static class ChipRelayCheckCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    public static Command Create()
    {
        Option<string?> url = new("--url") { Description = "Address of a running test service; without it one is started here with fresh data." };
        Option<string> client = new("--client") { Description = "With --url: id of a registered portal.", DefaultValueFactory = _ => "portal" };
        Option<string?> secret = new("--secret-env") { Description = "With --url: environment variable with the portal's secret." };
        Option<string> country = new("--country") { Description = "With --url: file of the synthetic country whose certificate (.cer beside it) that service trusts.", DefaultValueFactory = _ => "synthetic-country.bin" };
        Option<bool> quick = new("--quick") { Description = "Leave out the rules that wait for a time limit (10 s and 121 s)." };
        Option<string?> only = new("--rule") { Description = "Only rules whose name contains this." };
        Option<bool> json = CommandTable.Json();
        Command command = new("relay-check", "Check that a service keeps the rules of the chip relay.") { url, client, secret, country, quick, only, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using RelayCheckWorld world = parsed.GetValue(url) is { } address
                ? await ConnectAsync(new Uri(address), parsed.GetValue(client)!, parsed.GetValue(secret), parsed.GetValue(country)!, cancellationToken)
                : await RelayCheckWorld.StartAsync(cancellationToken);
            List<RelayRuleResult> results = [];
            foreach (RelayRule rule in HandInRules.All.Concat(RelayRules.All).Where(rule => parsed.GetValue(only) is not { } part || rule.Id.Contains(part, StringComparison.Ordinal)))
            {
                RelayRuleResult result = await TryAsync(rule, world, parsed.GetValue(quick), cancellationToken);
                results.Add(result);
                Output.Message($"  {result.Outcome} {rule.Id}{(result.Outcome == "FAIL" ? $": {result.Actual}, expected {result.Expected}" : "")}");
            }

            int failed = results.Count(result => result.Outcome == "FAIL"), passed = results.Count(result => result.Outcome == "PASS");
            new Output(parsed.GetValue(json)).Answer(
                new { total = results.Count, passed, failed, skipped = results.Count - passed - failed, rules = results },
                writer => writer.WriteLine($"{passed} of {results.Count} rules hold, {failed} do not, {results.Count - passed - failed} left out"));
            return failed == 0 && passed > 0 ? ExitCodes.Positive : ExitCodes.Negative;
        });
        return command;
    }

    private static async Task<RelayCheckWorld> ConnectAsync(Uri address, string client, string? secret, string country, CancellationToken cancellationToken)
    {
        try
        {
            return await RelayCheckWorld.ConnectAsync(address, client, InputFiles.Secret(secret) ?? throw CommandException.WrongUse("With --url a portal's secret is needed: --secret-env."), country, cancellationToken);
        }
        catch (Exception exception) when (exception is ApiProblemException or HttpRequestException)
        {
            throw CommandException.Environment($"The service at {address} does not let the portal '{client}' in: {exception.Message}");
        }
    }

    private static async Task<RelayRuleResult> TryAsync(RelayRule rule, RelayCheckWorld world, bool quick, CancellationToken cancellationToken)
    {
        if (quick && rule.IsSlow)
        {
            return new RelayRuleResult(rule.Id, rule.Rule, "SKIP", rule.Expected, "left out", 0);
        }

        long started = Stopwatch.GetTimestamp();
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        string actual;
        try
        {
            actual = await rule.Try(world, patience.Token);
        }
        catch (ApiProblemException problem)
        {
            actual = $"{problem.Status} {problem.Code}";
        }
        catch (Exception exception) when (exception is WebSocketException or HttpRequestException or ApduFormatException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            actual = exception is OperationCanceledException ? "no end within 3 minutes" : $"broke off: {exception.GetType().Name}";
        }

        return new RelayRuleResult(
            rule.Id, rule.Rule, actual == rule.Expected ? "PASS" : "FAIL", rule.Expected, actual, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2));
    }
}
