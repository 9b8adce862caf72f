using System.Text.Json.Nodes;

namespace RemoteVerify.IdDocument.Conformance;

/// <summary>The outcome of one row.</summary>
public enum RowOutcome
{
    Pass,
    Fail,

    /// <summary>Nothing here judges rows of this kind.</summary>
    Skip,
}

/// <summary>One row, expected beside actual.</summary>
/// <param name="Expected">The compared keys as JSON.</param>
/// <param name="Actual">What was found for the same keys, as JSON.</param>
/// <param name="Reason">Why not PASS, or null.</param>
public sealed record RowResult(string Id, RowOutcome Outcome, string Expected, string Actual, string? Reason);

/// <summary>All rows.</summary>
public sealed record CorpusReport(IReadOnlyList<RowResult> Rows)
{
    public int Total => Rows.Count;

    public int Passed => Rows.Count(row => row.Outcome == RowOutcome.Pass);

    public int Skipped => Rows.Count(row => row.Outcome == RowOutcome.Skip);

    /// <summary><c>{ total, passed, skipped, rows: [ { id, outcome, expected, actual, reason } ] }</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["total"] = Total,
        ["passed"] = Passed,
        ["skipped"] = Skipped,
        ["rows"] = new JsonArray([.. Rows.Select(row => new JsonObject
        {
            ["id"] = row.Id,
            ["outcome"] = row.Outcome.ToString().ToUpperInvariant(),
            ["expected"] = JsonNode.Parse(row.Expected),
            ["actual"] = JsonNode.Parse(row.Actual),
            ["reason"] = row.Reason,
        })]),
    };
}
