namespace RemoteVerify.Cases.Procedures;

/// <summary>Rules of a copy certified from a paper original.</summary>
/// <param name="Checklist">What the officer compares and ticks; each is a ground for refusal.</param>
/// <param name="Scan">What the officer's scan must be.</param>
public sealed record PaperCopyOptions(IReadOnlyList<RefusalGround> Checklist, ScanRule Scan);

/// <summary>A ground on which a copy is refused (Decree 23/2015 Article 22).</summary>
/// <param name="Id">Unique in the list.</param>
/// <param name="TextVi">What the officer ticks that it does not apply, and what the applicant is told when it does.</param>
/// <param name="TextEn">In English.</param>
public sealed record RefusalGround(string Id, string TextVi, string TextEn);

/// <summary>What a scan must be (Decree 30/2020 Annex I).</summary>
/// <param name="MinimumPdfVersion">Lowest PDF version, such as <c>1.4</c>.</param>
/// <param name="MinimumDpi">Lowest resolution.</param>
/// <param name="Colour">It must be in colour.</param>
/// <param name="ScalePercent">Scale of the page; 100 for true size.</param>
/// <param name="ScaleTolerancePercent">How much a page may differ from true size.</param>
public sealed record ScanRule(string MinimumPdfVersion, int MinimumDpi, bool Colour, int ScalePercent, int ScaleTolerancePercent);

/// <summary>By which rule a copy of a stored result is made.</summary>
public enum CopyRoad
{
    /// <summary>Copy from the original register (cấp bản sao từ sổ gốc).</summary>
    RegisterExtract,

    /// <summary>SAO Y of Decree 30/2020.</summary>
    SaoY,

    /// <summary>SAO LỤC of Decree 30/2020.</summary>
    SaoLuc,

    /// <summary>TRÍCH SAO of Decree 30/2020.</summary>
    TrichSao,

    /// <summary>Change of form from data to paper (Law 20/2023/QH15 Article 12).</summary>
    ConversionToPaper,
}

/// <summary>Rules of a copy from a stored result.</summary>
/// <param name="Roads">The roads there are; the tenant chooses among them.</param>
/// <param name="TrueOriginalReasons">Grounds on which a re-issue is asked for although a result is stored.</param>
public sealed record StoredCopyOptions(IReadOnlyList<CopyRoadRule> Roads, IReadOnlyList<TrueOriginalReason> TrueOriginalReasons);

/// <summary>One road.</summary>
/// <param name="Road">Which.</param>
/// <param name="HeadingVi">Heading of the copy, such as <c>SAO Y</c>.</param>
/// <param name="LegalBasis">The rule.</param>
/// <param name="OnPaper">The result is printed, signed and sealed on paper.</param>
public sealed record CopyRoadRule(CopyRoad Road, string HeadingVi, string LegalBasis, bool OnPaper);

/// <summary>A ground for a true original.</summary>
public sealed record TrueOriginalReason(string Id, string TextVi, string TextEn);
