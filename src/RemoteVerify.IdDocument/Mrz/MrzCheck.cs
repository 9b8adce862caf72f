namespace RemoteVerify.IdDocument.Mrz;

/// <summary>One rule that the MRZ was held against.</summary>
/// <param name="Field">What was checked: <c>document-number</c>, <c>birth-date</c>, <c>expiry</c>, <c>optional-data</c>, <c>composite</c>, <c>personal-number</c>.</param>
public sealed record MrzCheck(string Field, bool Ok);
