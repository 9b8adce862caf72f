namespace RemoteVerify.Vision.Images;

/// <summary>What an encoded image says about itself before it is decoded.</summary>
/// <param name="Format">The encoding, found from the first bytes, never from a file name.</param>
/// <param name="WidthPixels">Stored width, before the orientation is applied.</param>
/// <param name="HeightPixels">Stored height, before the orientation is applied.</param>
/// <param name="Components">Colour components as stored: 1 grey, 3 colour, 4 CMYK or alpha.</param>
/// <param name="BitsPerComponent">As stored; the decoder gives 8.</param>
/// <param name="Orientation">Exif 2.32 tag 0x0112, 1 (upright) to 8.</param>
public sealed record ImageHeader(ImageFormat Format, int WidthPixels, int HeightPixels, int Components, int BitsPerComponent, int Orientation);
