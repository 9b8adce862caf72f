using System.IO.Compression;
using System.Text;
using RemoteVerify.Cli.Commands.Liveness.Clips;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Tests.Commands.Liveness;

public sealed class ClipReaderTests
{
    [Theory]
    [InlineData("clip")]
    [InlineData("clip.zip")]
    public void Write_FolderOrArchive_ReadsTheSamePicturesAtTheSameTimes(string name)
    {
        using ScratchFolder folder = new();
        ClipWriter.Write(folder[name], [(TimeSpan.Zero, Jpeg(10)), (TimeSpan.FromMilliseconds(66.667), Jpeg(200)), (TimeSpan.FromMilliseconds(150), Jpeg(90))]);

        using Clip clip = ClipReader.Open(folder[name], null);

        Assert.Equal([0, 66.667, 150], clip.Times.Select(time => time.TotalMilliseconds));
        Assert.Equal(233.333, clip.End.TotalMilliseconds, 3);
        using Image second = clip.Frame(1);
        Assert.Equal((32, 24), (second.WidthPixels, second.HeightPixels));
        Assert.InRange(second.Pixels[0], 195, 205);
    }

    [Fact]
    public void Mjpeg_ThreeFramesWithAThumbnailAndFillBytes_AreThreeAtTheNamedRate()
    {
        using ScratchFolder folder = new();
        byte[] plain = Jpeg(50);

        // An application segment that holds a whole JPEG, and a fill byte before the next marker.
        byte[] segment = [0xFF, 0xE1, (byte)((plain.Length + 2) >> 8), (byte)(plain.Length + 2), .. plain, 0xFF];
        byte[] nested = [.. plain[..2], .. segment, .. plain[2..]];
        string path = folder.Write("clip.mjpeg", [.. plain, .. nested, .. Jpeg(150)]);

        using Clip clip = ClipReader.Open(path, 10);

        Assert.Equal([0, 100, 200], clip.Times.Select(time => time.TotalMilliseconds));
        Assert.Equal(nested.Length, MjpegSplitter.Split(File.ReadAllBytes(path))[1].Length);
        using Image third = clip.Frame(2);
        Assert.InRange(third.Pixels[0], 145, 155);
        Assert.Throws<CommandException>(() => ClipReader.Open(path, null));
    }

    [Theory]
    [InlineData("C420jpeg XCOLORRANGE=FULL", 76, 85, 255, 0, 0, 254)]
    [InlineData("C420", 81, 90, 240, 0, 0, 254)]
    [InlineData("", 235, 128, 128, 255, 255, 255)]
    [InlineData("Cmono", 126, 0, 0, 128, 128, 128)]
    public void Y4m_RateRangeAndColour_AreThoseOfTheHeader(string parameters, byte luma, byte cb, byte cr, byte blue, byte green, byte red)
    {
        using ScratchFolder folder = new();
        bool mono = parameters == "Cmono";
        byte[] frame = [.. "FRAME\n"u8, .. Enumerable.Repeat(luma, 5 * 3), .. Enumerable.Repeat(cb, mono ? 0 : 3 * 2), .. Enumerable.Repeat(cr, mono ? 0 : 3 * 2)];
        byte[] marked = [.. "FRAME Ip\n"u8, .. frame[6..]];
        string path = folder.Write("clip.y4m", [.. Encoding.ASCII.GetBytes($"YUV4MPEG2 W5 H3 F30000:1001 Ip A1:1 {parameters}".TrimEnd() + "\n"), .. frame, .. marked]);

        using Clip clip = ClipReader.Open(path, null);

        Assert.Equal(2, clip.Times.Count);
        Assert.Equal(1001.0 / 30000, clip.Times[1].TotalSeconds, 6);
        using Image image = clip.Frame(1);
        Assert.Equal((5, 3), (image.WidthPixels, image.HeightPixels));
        byte[] last = image.Row(2)[^3..].ToArray();
        Assert.All([(last[0], blue), (last[1], green), (last[2], red)], pair => Assert.InRange(Math.Abs(pair.Item1 - pair.Item2), 0, 2));
    }

    [Theory]
    [InlineData("YUV4MPEG2 W5 H3 F30:1")]
    [InlineData("YUV4MPEG2 W5 H3\n")]
    [InlineData("YUV4MPEG2 W5 F30:1\n")]
    [InlineData("YUV4MPEG2 W0 H3 F30:1\n")]
    [InlineData("YUV4MPEG2 W99999 H3 F30:1\n")]
    [InlineData("YUV4MPEG2 W5 H3 F30:0\n")]
    [InlineData("YUV4MPEG2 W5 H3 F99999:1\n")]
    [InlineData("YUV4MPEG2 W5 H3 F30:1 It\n")]
    [InlineData("YUV4MPEG2 W5 H3 F30:1 C444\n")]
    [InlineData("YUV4MPEG2 W5 H3 F30:1\n")]
    [InlineData("YUV4MPEG2 W5 H3 F30:1\nFRAMES\n")]
    [InlineData("YUV4MPEG2 W5 H3 F30:1\nFRAME\n123")]
    [InlineData("YUV4MPEG2 W5 H3 F30:1\n123456")]
    [InlineData("RIFF")]
    [InlineData("")]
    public void Y4m_BrokenOrAnotherKind_OneException(string text)
    {
        using ScratchFolder folder = new();
        Assert.Throws<ClipFormatException>(() => ClipReader.Open(folder.Write("clip.y4m", Encoding.ASCII.GetBytes(text)), null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"RemoteVerify clip 1\",\"frames\":[]}")]
    [InlineData("{\"format\":\"RemoteVerify clip 1\",\"frames\":[null]}")]
    [InlineData("{\"format\":\"RemoteVerify clip 1\",\"frames\":[{\"file\":\"../secret.jpg\",\"atMilliseconds\":0}]}")]
    [InlineData("{\"format\":\"RemoteVerify clip 1\",\"frames\":[{\"file\":\"/etc/passwd\",\"atMilliseconds\":0}]}")]
    [InlineData("{\"format\":\"RemoteVerify clip 1\",\"frames\":[{\"file\":\"a.jpg\",\"atMilliseconds\":5},{\"file\":\"a.jpg\",\"atMilliseconds\":5}]}")]
    [InlineData("{\"format\":\"RemoteVerify clip 1\",\"frames\":[{\"file\":\"a.jpg\",\"atMilliseconds\":-1}]}")]
    [InlineData("{\"format\":\"RemoteVerify clip 1\",\"frames\":[{\"file\":\"a.jpg\",\"atMilliseconds\":1e12}]}")]
    [InlineData("{\"format\":\"RemoteVerify clip 1\",\"frames\":[{\"file\":\"absent.jpg\",\"atMilliseconds\":0}]}")]
    public void Index_BrokenOrHostile_OneExceptionInFolderAndArchive(string index)
    {
        using ScratchFolder folder = new();
        Directory.CreateDirectory(folder["clip"]);
        File.WriteAllText(Path.Combine(folder["clip"], ClipIndex.FileName), index);
        using (ZipArchive archive = ZipFile.Open(folder["clip.zip"], ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry(ClipIndex.FileName).Open();
            entry.Write(Encoding.UTF8.GetBytes(index));
        }

        Assert.Throws<ClipFormatException>(() => ClipReader.Open(folder["clip"], null));
        Assert.Throws<ClipFormatException>(() => ClipReader.Open(folder["clip.zip"], null));
    }

    [Fact]
    public void Archive_EntryThatUnpacksToGigabytes_StopsAtTheLimit()
    {
        using ScratchFolder folder = new();
        using (ZipArchive archive = ZipFile.Open(folder["clip.zip"], ZipArchiveMode.Create))
        {
            using Stream entry = archive.CreateEntry(ClipIndex.FileName).Open();
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++)
            {
                entry.Write(zeros);
            }
        }

        Assert.True(new FileInfo(folder["clip.zip"]).Length < 1 << 20);
        ClipFormatException refused = Assert.Throws<ClipFormatException>(() => ClipReader.Open(folder["clip.zip"], null));
        Assert.Equal(ClipLimits.MaximumIndexBytes, refused.Offset);
    }

    [Fact]
    public void EveryKind_CutAndFlippedFiles_NothingButTheOneException()
    {
        using ScratchFolder folder = new();
        ClipWriter.Write(folder["seed.zip"], [(TimeSpan.Zero, Jpeg(10)), (TimeSpan.FromMilliseconds(50), Jpeg(20))]);
        byte[] y4m = [.. "YUV4MPEG2 W6 H4 F25:1 C420\n"u8, .. "FRAME\n"u8, .. new byte[36], .. "FRAME\n"u8, .. new byte[36]];
        Random random = new(3);
        foreach ((string extension, byte[] seed) in new[] { (".zip", File.ReadAllBytes(folder["seed.zip"])), (".y4m", y4m), (".mjpeg", (byte[])[.. Jpeg(10), .. Jpeg(200)]) })
        {
            for (int i = 0; i < 150; i++)
            {
                byte[] changed = i % 3 == 0 ? seed[..random.Next(seed.Length)] : [.. seed];
                for (int flips = changed.Length == 0 ? 0 : random.Next(1, 4); flips > 0; flips--)
                {
                    changed[random.Next(changed.Length)] = (byte)random.Next(256);
                }

                try
                {
                    using Clip clip = ClipReader.Open(folder.Write("mutant" + extension, changed), extension == ".mjpeg" ? 25 : null);
                    for (int frame = 0; frame < Math.Min(3, clip.Times.Count); frame++)
                    {
                        clip.Frame(frame).Dispose();
                    }
                }
                catch (ClipFormatException)
                {
                    // Refused as it should be; anything else ends the test.
                }
            }
        }
    }

    private static byte[] Jpeg(byte shade)
    {
        using Image image = new(32, 24);
        image.Pixels.Fill(shade);
        return ImageCodec.EncodeJpeg(image);
    }
}
