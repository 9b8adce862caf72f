namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>One thing that was noticed. The message names files, algorithms and rules, never personal data.</summary>
/// <param name="Code">Stable, lower case with hyphens; see <see cref="FindingCode"/>.</param>
/// <param name="Clause">Where the rule stands, e.g. <c>ICAO 9303-11 5.1</c>.</param>
/// <param name="DataGroup">The data group concerned, if one.</param>
public sealed record Finding(
    string Code, FindingCategory Category, FindingSeverity Severity, string Clause, string Message, int? DataGroup = null);
