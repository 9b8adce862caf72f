namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Collects findings in the order in which they are made.</summary>
internal sealed class FindingList
{
    private readonly List<Finding> _findings = [];

    public IReadOnlyList<Finding> Findings => _findings;

    public void Add(string code, FindingCategory category, FindingSeverity severity, string clause, string message, int? dataGroup = null) =>
        _findings.Add(new Finding(code, category, severity, clause, message, dataGroup));

    public void AddRange(IEnumerable<Finding> findings) => _findings.AddRange(findings);

    public bool HasReject(FindingCategory category) =>
        _findings.Exists(finding => finding.Category == category && finding.Severity == FindingSeverity.Reject);

    /// <summary>The verdict that follows from the gravest finding.</summary>
    public ChipVerdict Verdict() => _findings.Count == 0 ? ChipVerdict.Accept : _findings.Max(finding => finding.Severity) switch
    {
        FindingSeverity.Reject => ChipVerdict.Reject,
        FindingSeverity.Policy => ChipVerdict.RejectByPolicy,
        FindingSeverity.Warning => ChipVerdict.AcceptWithWarning,
        _ => ChipVerdict.Accept,
    };
}
