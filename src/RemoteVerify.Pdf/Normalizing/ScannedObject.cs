using RemoteVerify.Pdf.Objects;

namespace RemoteVerify.Pdf.Normalizing;

/// <summary>An object that was found by its own words in the file, whatever the cross-reference says.</summary>
/// <param name="Offset">Where it, or the object stream that holds it, begins.</param>
internal sealed record ScannedObject(int Number, int Generation, PdfObject Value, long Offset);

/// <summary>What a scan found.</summary>
/// <param name="Objects">In file order; a number may come more than once.</param>
/// <param name="Trailers">Trailer dictionaries in file order, those of cross-reference streams too.</param>
/// <param name="Unreadable">Number and offset of what begins like an object and is none.</param>
/// <param name="Remarks">What had to be tolerated.</param>
internal sealed record Scan(
    IReadOnlyList<ScannedObject> Objects, IReadOnlyList<PdfDictionary> Trailers, IReadOnlyList<(int Number, long Offset)> Unreadable, IReadOnlyList<string> Remarks);
