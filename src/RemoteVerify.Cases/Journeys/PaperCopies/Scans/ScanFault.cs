using System.Globalization;

namespace RemoteVerify.Cases.Journeys.PaperCopies.Scans;

/// <summary>Why a scan can't be the source of a certified copy.</summary>
/// <param name="Kind">Stable code, such as <c>dpi-too-low</c>.</param>
/// <param name="Page">From 1; null for the whole file.</param>
/// <param name="Measured">What was measured, or null.</param>
/// <param name="WhatToDo">What the officer does about it, one sentence.</param>
public sealed record ScanFault(string Kind, int? Page, string? Measured, string WhatToDo)
{
    /// <summary>Code, page and measured value: <c>dpi-too-low:page-2:150</c>.</summary>
    public override string ToString() =>
        string.Join(':', new[] { Kind, Page is { } page ? string.Create(CultureInfo.InvariantCulture, $"page-{page}") : null, Measured }.Where(part => part is not null));

    internal static ScanFault Unreadable(int? page = null) =>
        new("unreadable", page, null, "The file is broken. Scan the original again and send the scanner's file unchanged.");

    internal static ScanFault Protected => new("password", null, null, "The file has a password or is encrypted. Save the scan without protection.");

    internal static ScanFault Signed => new("signed", null, null, "The file has a signature or form fields. Send the scanner's file unchanged; the service makes the signature fields.");

    internal static ScanFault Layers => new("layers", null, null, "The file has layers that can be switched off. Send the scanner's file unchanged.");

    internal static ScanFault Version(string version, string minimum) =>
        new("pdf-version-too-low", null, version, $"Set the scanner to PDF {minimum} or later and scan again.");

    internal static ScanFault Pages(int count, int most) => new(
        "page-count", null, Whole(count), $"A scan has 1 to {most} pages. Scan the original in parts, each for a copy of its own.");

    internal static ScanFault Size(int page, double widthMillimetres, double heightMillimetres, int percent) => new(
        "scale-not-kept", page, $"{Whole(widthMillimetres)}x{Whole(heightMillimetres)}mm",
        $"The page has not the size of a sheet. Scan at {percent} % on A3, A4, A5 or Letter; lay a card on an A4 sheet.");

    internal static ScanFault Cropped(int page) =>
        new("page-cropped", page, null, "A part of the page is cut off from view. Scan the whole sheet and don't crop it.");

    internal static ScanFault Annotated(int page) =>
        new("annotation", page, null, "There are comments or stamps above the scan. Send the scanner's file unchanged.");

    internal static ScanFault NoPicture(int page) =>
        new("no-picture", page, null, "The page is not a scanned picture. Scan the original; a file from an office program can't be used.");

    internal static ScanFault NotCovered(int page, double fraction) => new(
        "page-not-covered", page, $"{Whole(100 * fraction)}%", "The picture does not fill the page. Scan the whole sheet to the edges.");

    internal static ScanFault DrawnOver(int page, string what) =>
        new("drawn-over-scan", page, what, "Something is drawn over the scanned picture. Send the scanner's file unchanged.");

    internal static ScanFault NotColour(int page) =>
        new("not-colour", page, null, "The page is black and white or grey. Set the scanner to colour and scan again.");

    internal static ScanFault Coarse(int page, double dotsPerInch, int minimum) => new(
        "dpi-too-low", page, Whole(dotsPerInch), $"Set the scanner to {minimum} dpi or more and scan again.");

    internal static ScanFault Broken(int page, string what) =>
        new("picture-broken", page, what, "The picture of the page is damaged or says a wrong size of itself. Scan the page again.");

    private static string Whole(double value) => Math.Round(value).ToString(CultureInfo.InvariantCulture);
}

/// <summary>What the inspection of a scan found.</summary>
/// <param name="Findings">What was measured; null when there are faults.</param>
/// <param name="Faults">Every fault, the first hundred; empty for a good scan.</param>
/// <param name="Pictures">SHA-256 of each picture's stored bytes, by which the same picture is known in another file.</param>
public sealed record ScanReport(ScanFindings? Findings, IReadOnlyList<ScanFault> Faults, IReadOnlySet<Sha256Digest> Pictures)
{
    public override string ToString() => $"ScanReport ({string.Join(", ", Faults)})";
}
