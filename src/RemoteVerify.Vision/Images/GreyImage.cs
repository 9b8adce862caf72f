using System.Buffers;

namespace RemoteVerify.Vision.Images;

/// <summary>A picture of 8-bit luminance, rows without gaps, top row first. Disposing it erases the pixels.</summary>
public sealed class GreyImage : IDisposable
{
    private byte[]? _pixels;

    /// <summary>Makes a black image.</summary>
    public GreyImage(int widthPixels, int heightPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(widthPixels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(heightPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(widthPixels, Image.MaximumSidePixels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heightPixels, Image.MaximumSidePixels);
        WidthPixels = widthPixels;
        HeightPixels = heightPixels;
        _pixels = ArrayPool<byte>.Shared.Rent(checked(widthPixels * heightPixels));
        Pixels.Clear();
    }

    public int WidthPixels { get; }

    public int HeightPixels { get; }

    /// <summary>All pixels, one byte each.</summary>
    public Span<byte> Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pixels is null, this);
            return _pixels.AsSpan(0, WidthPixels * HeightPixels);
        }
    }

    /// <summary>One row of pixels.</summary>
    public Span<byte> Row(int y) => Pixels.Slice(y * WidthPixels, WidthPixels);

    public void Dispose()
    {
        byte[]? pixels = Interlocked.Exchange(ref _pixels, null);
        if (pixels is not null)
        {
            ArrayPool<byte>.Shared.Return(pixels, clearArray: true);
        }
    }

    public override string ToString() => $"GreyImage {WidthPixels}x{HeightPixels}";
}
