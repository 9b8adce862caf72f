namespace RemoteVerify.IdDocument;

/// <summary>The first portrait of DG2, still encoded. Biometric data: zero it after use.</summary>
/// <param name="Format"><c>jpeg</c>, <c>jp2</c> or <c>png</c>.</param>
/// <param name="WidthPixels">From the image's header; 0 when it says nothing.</param>
public sealed record Portrait(ReadOnlyMemory<byte> Bytes, string Format, int WidthPixels, int HeightPixels)
{
    public override string ToString() => $"Portrait({Format} {WidthPixels}x{HeightPixels})";
}
