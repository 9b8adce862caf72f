namespace RemoteVerify.Cases.Procedures;

/// <summary>Rules of the certificate of marital status (Circular 04/2020 Articles 12 and 33).</summary>
/// <param name="ValidityMonths">Months from the day of issue, unless the status changes earlier.</param>
/// <param name="Phrases">The only sentences that may state the status.</param>
/// <param name="Purposes">What it is used for.</param>
/// <param name="InterAgencyCheckWorkingDays">Working days that another office has to answer; then a written pledge is taken.</param>
/// <param name="PreviewWorkingDays">Working days that the applicant has to confirm the draft.</param>
public sealed record MaritalOptions(
    int ValidityMonths,
    IReadOnlyList<StatusPhrase> Phrases,
    IReadOnlyList<MaritalPurpose> Purposes,
    int InterAgencyCheckWorkingDays,
    int PreviewWorkingDays);

/// <summary>A fixed sentence; what stands in square brackets is filled in.</summary>
/// <param name="Id">Unique in the list.</param>
/// <param name="TextVi">The sentence.</param>
/// <param name="Certainty">How sure its wording is.</param>
public sealed record StatusPhrase(string Id, string TextVi, SourceCertainty Certainty);

/// <summary>What a certificate is used for.</summary>
/// <param name="Id">Unique in the list.</param>
/// <param name="TextVi">As printed; what stands in square brackets is filled in.</param>
/// <param name="TextEn">In English.</param>
/// <param name="NamesSpouse">The intended spouse and the place must be named.</param>
/// <param name="MaximumCopies">Most copies of one request; null for no limit.</param>
public sealed record MaritalPurpose(string Id, string TextVi, string TextEn, bool NamesSpouse, int? MaximumCopies);
