using System.Numerics;

namespace RemoteVerify.Synthetic.People;

/// <summary>Pixels while they are made; values as shown on a screen, 0 to 1.</summary>
internal sealed class Canvas(int width, int height, bool withScreen)
{
    private readonly Vector3[] _shown = new Vector3[width * height];
    private readonly Vector3[] _screen = new Vector3[withScreen ? width * height : 0];
    private readonly sbyte[] _kinds = new sbyte[width * height];

    public int Width => width;

    public void Set(int x, int y, Vector3 shown, float kind, Vector3 screen)
    {
        if (x >= width || y >= height)
        {
            return;
        }

        int i = (y * width) + x;
        _shown[i] = shown;
        _kinds[i] = (sbyte)kind;
        if (withScreen)
        {
            _screen[i] = screen;
        }
    }

    /// <summary>Replaces a pixel by the mean of four rays.</summary>
    public void SetMean(int x, int y, in Packet3 shown, in Packet3 screen, int firstLane)
    {
        Vector3 sum = Vector3.Zero, light = Vector3.Zero;
        for (int i = firstLane; i < firstLane + 4; i++)
        {
            sum += shown.Lane(i);
            light += screen.Lane(i);
        }

        _shown[(y * width) + x] = sum / 4;
        if (withScreen)
        {
            _screen[(y * width) + x] = light / 4;
        }
    }

    /// <summary>Pixels that differ from a neighbour in surface or, where wanted, clearly in colour.</summary>
    public bool[] FindEdges(bool alsoByColour)
    {
        bool[] edges = new bool[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int i = (y * width) + x;
                if (x + 1 < width && Differ(i, i + 1, alsoByColour))
                {
                    edges[i] = edges[i + 1] = true;
                }

                if (y + 1 < height && Differ(i, i + width, alsoByColour))
                {
                    edges[i] = edges[i + width] = true;
                }
            }
        }

        return edges;
    }

    public byte[] ToBytes() => Bytes(_shown, v => v);

    public byte[]? ScreenBytes() => withScreen ? Bytes(_screen, MathF.Sqrt) : null;

    private bool Differ(int a, int b, bool alsoByColour)
    {
        if (_kinds[a] != _kinds[b])
        {
            return true;
        }

        if (!alsoByColour)
        {
            return false;
        }

        Vector3 d = Vector3.Abs(_shown[a] - _shown[b]);
        return _kinds[a] >= 0 && MathF.Max(d.X, MathF.Max(d.Y, d.Z)) > 0.055f;
    }

    private byte[] Bytes(Vector3[] source, Func<float, float> curve)
    {
        byte[] bytes = new byte[source.Length * 3];
        for (int i = 0; i < source.Length; i++)
        {
            bytes[3 * i] = ToByte(curve(source[i].Z));
            bytes[(3 * i) + 1] = ToByte(curve(source[i].Y));
            bytes[(3 * i) + 2] = ToByte(curve(source[i].X));
        }

        return bytes;
    }

    private static byte ToByte(float value) => (byte)Math.Clamp((value * 255) + 0.5f, 0, 255);
}
