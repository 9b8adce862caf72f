using System.Buffers;

namespace RemoteVerify.Vision.Images;

/// <summary>A picture in memory: 8-bit blue, green, red interleaved, rows without gaps, top row first. Disposing it erases the pixels.</summary>
public sealed class Image : IDisposable
{
    /// <summary>No side of an image may be longer than this.</summary>
    public const int MaximumSidePixels = 16384;

    private byte[]? _pixels;

    /// <summary>Makes a black image.</summary>
    public Image(int widthPixels, int heightPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(widthPixels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(heightPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(widthPixels, MaximumSidePixels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heightPixels, MaximumSidePixels);
        WidthPixels = widthPixels;
        HeightPixels = heightPixels;
        int length = checked(widthPixels * heightPixels * 3);
        _pixels = ArrayPool<byte>.Shared.Rent(length);
        Pixels.Clear();
    }

    public int WidthPixels { get; }

    public int HeightPixels { get; }

    /// <summary>Bytes of one row: three per pixel.</summary>
    public int StrideBytes => WidthPixels * 3;

    /// <summary>All pixels: blue, green, red of (0,0), then (1,0) and so on.</summary>
    public Span<byte> Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pixels is null, this);
            return _pixels.AsSpan(0, WidthPixels * HeightPixels * 3);
        }
    }

    /// <summary>Copies interleaved blue, green, red bytes.</summary>
    public static Image FromBgr24(ReadOnlySpan<byte> pixels, int widthPixels, int heightPixels)
    {
        Image image = new(widthPixels, heightPixels);
        if (pixels.Length != image.Pixels.Length)
        {
            image.Dispose();
            throw new ArgumentException("The number of bytes is not width x height x 3.", nameof(pixels));
        }

        pixels.CopyTo(image.Pixels);
        return image;
    }

    /// <summary>One row of pixels.</summary>
    public Span<byte> Row(int y) => Pixels.Slice(y * StrideBytes, StrideBytes);

    /// <summary>An independent copy.</summary>
    public Image Clone() => FromBgr24(Pixels, WidthPixels, HeightPixels);

    public void Dispose()
    {
        byte[]? pixels = Interlocked.Exchange(ref _pixels, null);
        if (pixels is not null)
        {
            ArrayPool<byte>.Shared.Return(pixels, clearArray: true);
        }
    }

    public override string ToString() => $"Image {WidthPixels}x{HeightPixels}";
}
