namespace RemoteVerify.Pdf.Reading;

/// <summary>Where the definition of an object lies; two equal locations are the same bytes.</summary>
/// <param name="Offset">Absolute offset of the object, or of the object stream that holds it.</param>
/// <param name="Index">Index in the object stream; -1 for an object of its own.</param>
/// <param name="Generation">Generation number.</param>
public readonly record struct ObjectLocation(long Offset, int Index, int Generation);
