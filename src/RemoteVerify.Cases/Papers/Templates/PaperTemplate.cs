using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Papers.Templates;

/// <summary>The words of one kind of paper, as data with the days they are in force.</summary>
/// <param name="Id">Stable id; equal to the kind's code for the kind's own template.</param>
/// <param name="Version">Version of this data set.</param>
/// <param name="Kind">Code of the kind of paper.</param>
/// <param name="EffectiveFrom">First day in force.</param>
/// <param name="EffectiveUntil">Last day in force; null when open.</param>
/// <param name="LegalBasis">What law the paper rests on.</param>
/// <param name="Source">Where each part of the words was read.</param>
/// <param name="LegalReview">Whether a lawyer compared them with the law.</param>
/// <param name="Texts">
/// Text by name. <c>[field]</c> is filled from the order, <c>[[</c> is a bracket, <c>&lt;b&gt;</c> and <c>&lt;i&gt;</c> set bold
/// and italic, a line feed starts a new line.
/// </param>
public sealed record PaperTemplate(
    string Id,
    string Version,
    string Kind,
    DateOnly EffectiveFrom,
    DateOnly? EffectiveUntil,
    string LegalBasis,
    IReadOnlyList<SourceNote> Source,
    LegalReview LegalReview,
    IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>True when the template is in force on <paramref name="day"/>.</summary>
    public bool IsInForce(DateOnly day) => day >= EffectiveFrom && (EffectiveUntil is not { } last || day <= last);

    public override string ToString() => $"PaperTemplate {Id} {Version}";
}
