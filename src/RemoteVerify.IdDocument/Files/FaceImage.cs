namespace RemoteVerify.IdDocument.Files;

/// <summary>One portrait of DG2, still encoded.</summary>
/// <param name="Format"><c>jpeg</c>, <c>jp2</c> (JPEG 2000 file or bare codestream) or <c>png</c>, told from the bytes, not from the record's claim.</param>
/// <param name="WidthPixels">From the image's own header; 0 when the header could not be found.</param>
public sealed record FaceImage(ReadOnlyMemory<byte> Bytes, string Format, int WidthPixels, int HeightPixels)
{
    public override string ToString() => $"FaceImage({Format} {WidthPixels}x{HeightPixels}, {Bytes.Length} bytes)";
}
