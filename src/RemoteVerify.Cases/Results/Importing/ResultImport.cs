using RemoteVerify.Cases.Results;

namespace RemoteVerify.Cases.Results.Importing;

/// <summary>What an officer says about one scanned paper.</summary>
/// <param name="File">Name of the file that belongs to this line.</param>
/// <param name="Type">Kind of result.</param>
/// <param name="Title">Title of the paper.</param>
/// <param name="Number">Number of the paper, as written on it.</param>
/// <param name="OwnerName">Full name of whose it is.</param>
/// <param name="OwnerNumber">Personal number, 12 digits.</param>
/// <param name="IssuedOn">Day of issue, as written on it.</param>
public sealed record ManifestLine(string? File, string? Type, string? Title, string? Number, string? OwnerName, string? OwnerNumber, DateOnly? IssuedOn)
{
    /// <summary>Last day of use, as written on it; null where it has no end.</summary>
    public DateOnly? ValidUntil { get; init; }

    public override string ToString() => "ManifestLine";
}

/// <summary>A file of a batch.</summary>
public sealed record ImportFile(string Name, ReadOnlyMemory<byte> Pdf)
{
    public override string ToString() => "ImportFile";
}

/// <summary>A batch of scans with what they are.</summary>
/// <param name="Place">Where the paper originals are, as printed on the converted papers.</param>
/// <param name="Lines">One a file.</param>
/// <param name="Files">The files.</param>
public sealed record ImportOrder(string? Place, IReadOnlyList<ManifestLine> Lines, IReadOnlyList<ImportFile> Files)
{
    public override string ToString() => $"ImportOrder of {Lines.Count}";
}

/// <summary>What was found in a scanned file.</summary>
/// <param name="Pages">Number of pages.</param>
/// <param name="PdfVersion">E.g. <c>1.7</c>.</param>
/// <param name="Signatures">Indication of each signature in it; usually none.</param>
public sealed record InspectedScan(int Pages, string PdfVersion, IReadOnlyList<string> Signatures);

/// <summary>Looks at a scanned file before anybody relies on it.</summary>
public interface IScanInspection
{
    /// <summary><c>import.file-not-accepted</c> with reasons: not readable, older than PDF 1.4, a password, no or too many pages, a broken signature.</summary>
    Outcome<InspectedScan> Inspect(ReadOnlyMemory<byte> pdf, DateTimeOffset at);
}

/// <summary>One paper on its way from the scanner into the repository.</summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="Batch">The batch that it came in.</param>
/// <param name="Scope">Under whose keys its bytes lie; the result's later.</param>
/// <param name="Line">What the officer says about it.</param>
/// <param name="Place">Where the original is.</param>
/// <param name="Scan">The scan.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Found">What was found in it.</param>
/// <param name="By">Account of who brought it.</param>
/// <param name="At">When.</param>
/// <param name="ViewedBy">Accounts of who looked at scan and line.</param>
/// <param name="Closed">confirmed or rejected; null while pending.</param>
/// <param name="Reason">Why it was rejected, or null.</param>
/// <param name="Result">The result it became, or null.</param>
/// <param name="Version">Grows by one with every change.</param>
public sealed record ResultImport(
    Guid Id,
    TenantId Tenant,
    Guid Batch,
    CaseId Scope,
    ManifestLine Line,
    string Place,
    BlobId Scan,
    Sha256Digest Sha256,
    InspectedScan Found,
    string By,
    DateTimeOffset At,
    IReadOnlyList<string> ViewedBy,
    string? Closed,
    string? Reason,
    PublishedId? Result,
    long Version)
{
    /// <summary>pending, confirmed or rejected.</summary>
    public string State => Closed ?? "pending";

    public override string ToString() => $"ResultImport {Id:D} {State}";
}
