using System.Text;
using RemoteVerify.Vision.Codes;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Vision.Tests.Codes;

/// <summary>The shim that reads codes: what it reads, and that no picture brings it down. Rates on pictures of cards are in the tests of the pages.</summary>
public class QrReaderTests
{
    private const string Text = "xin chào";

    /// <summary>Version 1, correction M, bytes; made by qrencode.</summary>
    private static readonly string[] Modules =
    [
        "#######.#.....#######", "#.....#.#####.#.....#", "#.###.#...##..#.###.#", "#.###.#.##..#.#.###.#", "#.###.#....#..#.###.#", "#.....#..#.##.#.....#", "#######.#.#.#.#######",
        "........#..##........", "#.##.###.####.#..#.##", ".#.#...#.#.##..##...#", ".#...#######..#.#..##", ".#..#....#.#...#.#.#.", "#..####.....#.##....#", "........####.#....##.",
        "#######.##.##.##..#..", "#.....#.#.#....#..##.", "#.###.#.....#.#.###..", "#.###.#.##.#..#....#.", "#.###.#.#...#.#...#..", "#.....#......#.##...#", "#######.###..#..#.#..",
    ];

    [Fact]
    public void Read_ACode_GivesTheBytesAsTheyWereEncoded()
    {
        using GreyImage picture = Draw(6, 4);
        Assert.Equal(Text, Encoding.UTF8.GetString(QrReader.Read(picture)!));
        Assert.Matches(@"^\d+\.\d+\.\d+$", QrReader.EngineVersion);
    }

    [Theory]
    [InlineData(2.4)]
    [InlineData(3.2)]
    public void Read_ABlurredCodeInUnevenLight_IsReadByALaterLook(double blur)
    {
        using GreyImage sharp = Draw(6, 4);
        using GreyImage picture = ImageOperations.GaussianBlur(sharp, blur);
        for (int y = 0; y < picture.HeightPixels; y++)
        {
            Span<byte> row = picture.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                row[x] = (byte)(20 + (row[x] * (0.25 + (0.5 * x / row.Length))));
            }
        }

        Assert.Equal(Text, Encoding.UTF8.GetString(QrReader.Read(picture)!));
    }

    [Fact]
    public void Read_AlargePicture_IsMadeSmallerFirst()
    {
        using GreyImage picture = new(6000, 1200);
        using GreyImage code = Draw(40, 4);
        picture.Pixels.Fill(200);
        for (int y = 0; y < code.HeightPixels; y++)
        {
            code.Row(y).CopyTo(picture.Row(y)[3000..]);
        }

        Assert.Equal(Text, Encoding.UTF8.GetString(QrReader.Read(picture)!));
    }

    [Fact]
    public void Read_PicturesWithoutACode_GiveNothing()
    {
        foreach ((int width, int height) in new[] { (1, 1), (1, 500), (500, 1), (3, 3), (64, 64), (4000, 2) })
        {
            using GreyImage black = new(width, height);
            Assert.Null(QrReader.Read(black));
            Assert.Null(MrzReader.Read(black, new string('*', 90)));
        }
    }

    /// <summary>Noise, stripes and whole fields of corners: what a reader of codes sees many candidates in.</summary>
    [Fact]
    public void Read_HostilePictures_ReturnsAndNeverInvents()
    {
        ulong state = 0x9E3779B97F4A7C15;
        for (int kind = 0; kind < 12; kind++)
        {
            using GreyImage picture = new(120 + (kind * 9), 90 + (kind * 7));
            Span<byte> pixels = picture.Pixels;
            for (int i = 0; i < pixels.Length; i++)
            {
                state = (state * 6364136223846793005) + 1442695040888963407;
                int x = i % picture.WidthPixels, y = i / picture.WidthPixels;
                int cell = 7 + (kind % 4);
                bool ring = Corner(x % (cell + 2), y % (cell + 2), cell);
                pixels[i] = (kind % 3) switch
                {
                    0 => (byte)(state >> 56),
                    1 => (byte)(ring ? 0 : 255),
                    _ => (byte)((((x / (1 + (kind % 5))) ^ (y / (1 + (kind % 7)))) & 1) * 255),
                };
            }

            Assert.Null(QrReader.Read(picture));
            Assert.Null(MrzReader.Read(picture, new string('*', 90)));
        }
    }

    /// <summary>A code with holes: either it is read as it was, or not at all.</summary>
    [Fact]
    public void Read_ADamagedCode_IsTheTextOrNothing()
    {
        ulong state = 7;
        int read = 0;
        for (int damage = 0; damage < 40; damage++)
        {
            using GreyImage picture = Draw(5, 4);
            for (int hole = 0; hole < damage / 2; hole++)
            {
                state = (state * 6364136223846793005) + 1442695040888963407;
                int x = (int)((state >> 33) % (ulong)(picture.WidthPixels - 6)), y = (int)((state >> 13) % (ulong)(picture.HeightPixels - 6));
                for (int row = 0; row < 6; row++)
                {
                    picture.Row(y + row).Slice(x, 6).Fill((byte)(state >> 40));
                }
            }

            byte[]? found = QrReader.Read(picture);
            read += found is null ? 0 : 1;
            Assert.True(found is null || Encoding.UTF8.GetString(found) == Text, "a damaged code was read as something else");
        }

        Assert.InRange(read, 5, 40);
    }

    private static bool Corner(int x, int y, int side)
    {
        int inner = Math.Min(Math.Min(x, y), Math.Min(side - 1 - x, side - 1 - y));
        return inner == 0 || (inner >= 2 && x < side && y < side);
    }

    private static GreyImage Draw(int module, int quiet)
    {
        int side = (Modules.Length + (2 * quiet)) * module;
        GreyImage picture = new(side, side);
        picture.Pixels.Fill(255);
        for (int y = 0; y < Modules.Length * module; y++)
        {
            for (int x = 0; x < Modules.Length * module; x++)
            {
                if (Modules[y / module][x / module] == '#')
                {
                    picture.Row(y + (quiet * module))[x + (quiet * module)] = 0;
                }
            }
        }

        return picture;
    }
}
