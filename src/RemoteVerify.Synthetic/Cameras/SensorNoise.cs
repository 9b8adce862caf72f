using System.Runtime.Intrinsics;
using RemoteVerify.Synthetic.People;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.Cameras;

/// <summary>Shot and read noise as they look after the tone curve; new in every frame, most of it common to the three colours.</summary>
internal static class SensorNoise
{
    private const int TableSize = 1 << 15;
    private static readonly float[] Fine = BuildFine();
    private static readonly float[] Coarse = Smooth(Fine);

    /// <summary>Adds noise to values from 0 to 255.</summary>
    /// <param name="values">The picture after the tone curve.</param>
    /// <param name="gain">Amplification.</param>
    /// <param name="grainSize">0 to 1.</param>
    /// <param name="seed">Of this frame.</param>
    public static void Add(LightField values, float gain, float grainSize, ulong seed)
    {
        SeededGenerator draw = new(seed);
        // A row of noise is a stretch of the table; mixing in the stretches of the rows above and below makes it hang together downwards.
        int[,] starts = new int[values.Height + 2, 4];
        for (int y = 0; y < values.Height + 2; y++)
        {
            for (int k = 0; k < 4; k++)
            {
                starts[y, k] = draw.NextIndex(TableSize - values.Stride - 8);
            }
        }

        float beside = 0.5f * grainSize, scale = gain / MathF.Sqrt(1 + (2 * beside * beside));
        float[] table = grainSize > 0.5f ? Coarse : Fine;
        for (int y = 0; y < values.Height; y++)
        {
            for (int x = 0; x < values.Width; x += 8)
            {
                Lanes common = Stretch(table, starts, y, 3, x, beside) * (0.83f * scale);
                Packet3 v = values.Load(x, y);
                values.Store(x, y, new(
                    Noisy(v.X, common + (Stretch(table, starts, y, 0, x, beside) * (0.55f * scale))),
                    Noisy(v.Y, common + (Stretch(table, starts, y, 1, x, beside) * (0.55f * scale))),
                    Noisy(v.Z, common + (Stretch(table, starts, y, 2, x, beside) * (0.55f * scale)))));
            }
        }
    }

    private static Lanes Stretch(float[] table, int[,] starts, int y, int kind, int x, float beside)
    {
        Lanes own = Vector256.LoadUnsafe(ref table[starts[y + 1, kind] + x]);
        if (beside <= 0)
        {
            return own;
        }

        return own + ((Vector256.LoadUnsafe(ref table[starts[y, kind] + x]) + Vector256.LoadUnsafe(ref table[starts[y + 2, kind] + x])) * beside);
    }

    // Read noise plus shot noise; the tone curve is flat in the lights, so noise gets smaller there.
    private static Lanes Noisy(Lanes value, Lanes noise)
    {
        Lanes level = LaneMath.Clamp(value * (1 / 255f), 0, 1);
        Lanes deviation = Vector256.Create(0.75f) + (Vector256.Sqrt(level) * (Vector256.Create(1.15f) - level) * 1.1f);
        return value + (noise * deviation);
    }

    private static float[] BuildFine()
    {
        SeededGenerator draw = new(0x5EED);
        float[] table = new float[TableSize];
        for (int i = 0; i < TableSize; i++)
        {
            table[i] = draw.NextBell();
        }

        return table;
    }

    // As strong as the fine one, but neighbours resemble each other.
    private static float[] Smooth(float[] fine)
    {
        float[] table = new float[fine.Length];
        for (int i = 0; i < table.Length; i++)
        {
            table[i] = (fine[i] + (0.6f * (fine[(i + 1) % fine.Length] + fine[(i + fine.Length - 1) % fine.Length]))) / 1.3115f;
        }

        return table;
    }
}
