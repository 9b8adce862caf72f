using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.People;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Cameras;

/// <summary>A picture as three planes of numbers (red, green, blue), rows from the top. Rows are padded to eight, so that eight pixels can always be read at once.</summary>
internal sealed class LightField
{
    private readonly float[][] _planes;

    public LightField(int width, int height)
    {
        (Width, Height) = (width, height);
        Stride = ((width + 7) & ~7) + 8;
        _planes = [new float[Stride * height], new float[Stride * height], new float[Stride * height]];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Numbers from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>One colour: 0 red, 1 green, 2 blue.</summary>
    public float[] Plane(int colour) => _planes[colour];

    /// <summary>Puts another plane in place of one.</summary>
    public void Replace(int colour, float[] plane) => _planes[colour] = plane;

    /// <summary>Linear light of a rendered picture.</summary>
    public static LightField FromFrame(ReadOnlySpan<byte> pixels, int width, int height)
    {
        LightField light = new(width, height);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = pixels.Slice(3 * y * width, 3 * width);
            Span<float> red = light._planes[0].AsSpan(y * light.Stride), green = light._planes[1].AsSpan(y * light.Stride), blue = light._planes[2].AsSpan(y * light.Stride);
            for (int x = 0; x < width; x++)
            {
                blue[x] = ToneCurve.ToLinear(row[3 * x]);
                green[x] = ToneCurve.ToLinear(row[(3 * x) + 1]);
                red[x] = ToneCurve.ToLinear(row[(3 * x) + 2]);
            }
        }

        return light;
    }

    /// <summary>Adds what a coloured screen throws on the scene.</summary>
    /// <param name="response">Bgr24 as the square root of linear light per unit of screen light.</param>
    /// <param name="screen">Colour of the screen, linear, red first.</param>
    public void AddScreen(ReadOnlySpan<byte> response, Vector3 screen)
    {
        for (int c = 0; c < 3; c++)
        {
            float strength = screen[c] / (255f * 255f);
            for (int y = 0, i = 2 - c; y < Height; y++)
            {
                Span<float> row = _planes[c].AsSpan(y * Stride, Width);
                for (int x = 0; x < row.Length; x++, i += 3)
                {
                    row[x] += strength * response[i] * response[i];
                }
            }
        }
    }

    /// <summary>Eight pixels.</summary>
    public Packet3 Load(int x, int y) => new(At(0, x, y), At(1, x, y), At(2, x, y));

    /// <summary>Writes eight pixels; those beyond the row's end fall into the padding.</summary>
    public void Store(int x, int y, in Packet3 light)
    {
        light.X.StoreUnsafe(ref _planes[0][(y * Stride) + x]);
        light.Y.StoreUnsafe(ref _planes[1][(y * Stride) + x]);
        light.Z.StoreUnsafe(ref _planes[2][(y * Stride) + x]);
    }

    /// <summary>Interleaved blue, green, red bytes of values from 0 to 255.</summary>
    public byte[] ToBytes()
    {
        byte[] pixels = new byte[Width * Height * 3];
        for (int y = 0; y < Height; y++)
        {
            Span<byte> row = pixels.AsSpan(3 * y * Width, 3 * Width);
            ReadOnlySpan<float> red = _planes[0].AsSpan(y * Stride), green = _planes[1].AsSpan(y * Stride), blue = _planes[2].AsSpan(y * Stride);
            for (int x = 0, i = 0; x < Width; x++, i += 3)
            {
                row[i] = Byte(blue[x]);
                row[i + 1] = Byte(green[x]);
                row[i + 2] = Byte(red[x]);
            }
        }

        return pixels;
    }

    private Lanes At(int colour, int x, int y) => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_planes[colour]), (nuint)((y * Stride) + x));

    private static byte Byte(float value) => (byte)(int)Math.Clamp(value + 0.5f, 0f, 255f);
}
