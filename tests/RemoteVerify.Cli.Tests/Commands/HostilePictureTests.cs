using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Tests;

/// <summary>Pictures made to do harm, each in a process of its own under <c>time -v</c>: a clear sentence and bounded memory, never a crash.</summary>
public sealed class HostilePictureTests : IDisposable
{
    private const string Timer = "/usr/bin/time";
    private const long MegaByte = 1024;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Detect_HostilePicture_SaysWhyWithinBoundedMemory()
    {
        Skip.IfNot(File.Exists(Timer), "The program time is not installed; ./rv setup installs it.");
        (int exit, string said, long usual) = await DetectAsync("plain.png", ImageCodec.EncodePng(Grey(640, 480)));
        Assert.True(exit == 1, said);
        foreach ((string name, byte[] bytes) in Refused())
        {
            (exit, said, long peak) = await DetectAsync(name, bytes);
            Assert.True(exit == 2 && said.Contains("not a picture that can be read", StringComparison.Ordinal), $"{name}: {exit} {said}");
            Assert.True(peak < usual + (32 * MegaByte), $"{name} took {peak} KiB, a plain picture {usual}");
        }
    }

    [SkippableFact]
    public async Task Detect_LargestPictureAllowed_TakesItsPixelsAFewTimes()
    {
        Skip.IfNot(File.Exists(Timer), "The program time is not installed; ./rv setup installs it.");
        (_, _, long usual) = await DetectAsync("plain.png", ImageCodec.EncodePng(Grey(640, 480)));

        // 40 million pixels of one colour: a hundred kilobytes that become 120 megabytes.
        byte[] bomb = PngBytes.File(8000, 5000, 8, 2, new byte[5000 * 24001]);
        Assert.True(bomb.Length < 200_000);
        (int exit, string said, long peak) = await DetectAsync("bomb.png", bomb);

        Assert.True(exit == 1, said);
        Assert.True(peak < usual + (4 * 120 * MegaByte), $"{peak} KiB, a plain picture {usual}");
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Refused()
    {
        using Image image = Grey(320, 240);
        byte[] jpeg = ImageCodec.EncodeJpeg(image), png = ImageCodec.EncodePng(image), jp2 = ImageCodec.EncodeJpeg2000(image), webp = ImageCodec.EncodeWebP(image);
        yield return ("cut.jpg", jpeg[..(jpeg.Length / 2)]);
        yield return ("cut.png", png[..(png.Length / 2)]);
        yield return ("cut.jp2", jp2[..(jp2.Length / 2)]);
        yield return ("cut.webp", webp[..(webp.Length / 2)]);
        yield return ("giant.png", PngBytes.File(60_000, 60_000, 8, 2, new byte[1 << 20]));
        yield return ("giant16.png", PngBytes.File(60_000, 60_000, 16, 2, new byte[1 << 20]));
        byte[] giant = (byte[])jpeg.Clone();
        BinaryPrimitives.WriteUInt32BigEndian(giant.AsSpan(giant.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 5), 0xFDE8FDE8);
        yield return ("giant.jpg", giant);
        byte[] wide = (byte[])jp2.Clone();
        int size = wide.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]) + 8;
        BinaryPrimitives.WriteUInt32BigEndian(wide.AsSpan(size), 0x40000000);
        BinaryPrimitives.WriteUInt32BigEndian(wide.AsSpan(size + 4), 0x40000000);
        yield return ("giant.jp2", wide);
        yield return ("giant.webp", [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0xFE, 0x3F, 0, 0xFE, 0x3F, 0]);
        yield return ("text.png", [.. png.AsSpan(0, 33), .. Enumerable.Range(0, 40).SelectMany(_ => PngBytes.Chunk("zTXt"u8, [(byte)'k', 0, 0, .. PngBytes.Deflated(new byte[40_000_000])])), .. png.AsSpan(33)]);
        yield return ("animated.png", [.. png.AsSpan(0, 33), .. PngBytes.Chunk("acTL"u8, [0, 0, 0, 200, 0, 0, 0, 0]), .. png.AsSpan(33)]);
        yield return ("animated.webp", [.. "RIFF"u8, 30, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0x02, 0, 0, 0, 95, 0, 0, 63, 0, 0, .. "ANIM"u8, 0, 0, 0, 0]);
        yield return ("animated.gif", [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, 0x3B]);
        yield return ("paper.jpg", Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< >>\nendobj\n"));
        yield return ("empty.jpg", []);
    }

    private async Task<(int ExitCode, string Said, long PeakKibiBytes)> DetectAsync(string name, byte[] bytes)
    {
        string path = _folder.Write(name, bytes);
        CommandAnswer answer = await CommandLine.ToolAsync(
            Timer, "-v", "env", $"RV_ROOT={Repository.Root}", "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Cli.dll"), "face", "detect", path, "--set", "demo");
        const string label = "Maximum resident set size (kbytes): ";
        string line = answer.Messages.Split('\n').Single(text => text.Contains(label, StringComparison.Ordinal));
        return (answer.ExitCode, answer.Messages, long.Parse(line.Trim()[label.Length..], CultureInfo.InvariantCulture));
    }

    private static Image Grey(int width, int height)
    {
        Image image = new(width, height);
        image.Pixels.Fill(128);
        return image;
    }
}
