namespace RemoteVerify.Vision.Images;

/// <summary>The encodings that may reach the decoder.</summary>
public enum ImageFormat
{
    Jpeg = 1,
    Jpeg2000 = 2,
    Png = 3,
    WebP = 4,
}
