using System.Text.Json.Serialization;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.PaperCopies;

/// <summary>That an officer had the original in hand (bản chính được xuất trình).</summary>
/// <param name="Officer">Who had it in hand.</param>
/// <param name="ServicePoint">Where.</param>
/// <param name="Title">What it is, as printed on it.</param>
/// <param name="At">When.</param>
public sealed record OriginalPresentation(string Officer, string ServicePoint, string Title, DateTimeOffset At)
{
    public override string ToString() => "OriginalPresentation";
}

/// <summary>What the scan is, as measured (Decree 30/2020 annex I: PDF 1.4 or later, colour, at least 200 dpi, 100 %).</summary>
/// <param name="Pages">Number of pages.</param>
/// <param name="PdfVersion">As in the file.</param>
/// <param name="LowestDotsPerInch">Of the coarsest page.</param>
/// <param name="IsColour">True when every page is a colour picture.</param>
public sealed record ScanFindings(int Pages, string PdfVersion, double LowestDotsPerInch, bool IsColour);

/// <summary>An officer's comparison of scan and original: every item of the procedure's checklist with its answer.</summary>
/// <param name="Officer">Who compared.</param>
/// <param name="Answers">Item's id to "true when this reason to refuse is absent".</param>
/// <param name="At">When.</param>
public sealed record Comparison(string Officer, IReadOnlyDictionary<string, bool> Answers, DateTimeOffset At)
{
    public override string ToString() => $"Comparison of {Answers.Count}";
}

/// <summary>The original is on the officer's desk; the officer makes the scan.</summary>
public sealed record OriginalPresented(CaseFile File, OriginalPresentation Presentation) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "original-presented";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.TakeScan, Act.PresentOriginal, .. WorkActs.Common];

    /// <summary>Another officer takes the original over.</summary>
    public OriginalPresented HandOver(OriginalPresentation presentation) => this with { Presentation = presentation };

    public OriginalScanned Scan(DocumentVersion scan, ScanFindings findings) => new(File, Presentation, scan, findings);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, null, refusal);
}

/// <summary>Scanned and measured; the officer compares it with the original.</summary>
public sealed record OriginalScanned(CaseFile File, OriginalPresentation Presentation, DocumentVersion Scan, ScanFindings Findings) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "original-scanned";

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Scan;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.CompareOriginal, Act.TakeScan, Act.PresentOriginal, .. WorkActs.Common];

    /// <summary>Another officer takes the original over and makes an own scan.</summary>
    public OriginalPresented HandOver(OriginalPresentation presentation) => new(File, presentation);

    public OriginalScanned Rescan(DocumentVersion scan, ScanFindings findings) => this with { Scan = scan, Findings = findings };

    public OriginalCompared Compare(Comparison comparison) => new(File, Presentation, Scan, Findings, comparison);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Scan, refusal);
}

/// <summary>Scan and original agree and nothing forbids the copy.</summary>
public sealed record OriginalCompared(
    CaseFile File, OriginalPresentation Presentation, DocumentVersion Scan, ScanFindings Findings, Comparison Comparison) : Case(File), IRefusable
{
    [JsonIgnore]
    public override string State => "original-compared";

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Scan;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ReserveNumber, Act.ComposePaper, .. WorkActs.Common];

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, Scan, refusal);
}
