using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.Datasets;
using RemoteVerify.Synthetic.People;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Tests.Cast;

/// <summary>The committed pictures under samples/people are what the code makes; RV_UPDATE_SAMPLES=1 writes them anew.</summary>
public class SamplesTests
{
    private const int SheetWidth = 240;
    private const int SheetHeight = 180;
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "people");
    private static readonly bool Update = Environment.GetEnvironmentVariable("RV_UPDATE_SAMPLES") == "1";

    [Fact]
    public void Portraits_Committed_ShowTheCastAsItIsRenderedNow()
    {
        foreach (CastMember member in CastList.All)
        {
            string path = Path.Combine(Folder, $"portrait-{member.Id}.jpg");
            if (Update)
            {
                Directory.CreateDirectory(Folder);
                File.WriteAllBytes(path, Portrait.RenderJpeg(member.Looks, default));
            }

            RenderedFrame fresh = Portrait.Render(member.Looks, default);
            using Image kept = ImageCodec.Decode(File.ReadAllBytes(path), ImageLimits.Default);
            Assert.Equal((fresh.WidthPixels, fresh.HeightPixels), (kept.WidthPixels, kept.HeightPixels));
            Assert.True(MeanDifference(fresh.Pixels, kept.Pixels) < 4, $"portrait-{member.Id}.jpg is out of date: run with RV_UPDATE_SAMPLES=1");
        }
    }

    [SkippableFact]
    public void ContactSheet_Asked_IsWritten()
    {
        Skip.IfNot(Update, "RV_UPDATE_SAMPLES is not 1: the contact sheet is made only on purpose");
        List<RenderedFrame> frames = [];
        RenderOptions size = new(SheetWidth, SheetHeight);
        frames.AddRange(CastList.All.Select(member => HeadRenderer.Render(member.Looks, new() { DistanceMillimetres = 400 }, SceneLight.Room, size, default)));
        PersonParameters looks = CastList.WithRole(CastRole.Citizen).Looks;
        HeadState[] states =
        [
            new() { YawDegrees = 32 }, new() { PitchDegrees = 16, YawDegrees = -20 }, new() { RollDegrees = 12, Smile = 0.9f }, new() { Blink = 1 },
            new() { MouthOpen = 0.8f, GazeHorizontal = 0.8f }, new() { DistanceMillimetres = 290 },
        ];
        frames.AddRange(states.Select(state => HeadRenderer.Render(looks, state with { DistanceMillimetres = MathF.Min(state.DistanceMillimetres, 400) }, SceneLight.Room, size, default)));
        frames.AddRange(Enumerable.Range(0, 12).Select(i => Anybody(SyntheticSubject.Draw(70_000 + i), i)));
        // One person on six days.
        frames.AddRange(Enumerable.Range(0, 6).Select(day => Anybody(SyntheticSubject.Draw(70_100), day)));
        AttackSpecies[] species = [AttackSpecies.Print, AttackSpecies.Print, AttackSpecies.Replay, AttackSpecies.Replay, AttackSpecies.CutOut, AttackSpecies.BentMask];
        frames.AddRange(species.Select((one, i) => Smaller(AttackDraw.Frame(SyntheticSubject.Draw(70_200 + i), one, i, default))));
        using Image sheet = ContactSheet.Compose(frames, 6);
        byte[] jpeg = ImageCodec.EncodeJpeg(sheet, 82);
        Assert.True(jpeg.Length < 400_000);
        File.WriteAllBytes(Path.Combine(Folder, "contact-sheet.jpg"), jpeg);
    }

    private static RenderedFrame Anybody(SyntheticSubject subject, int day) => HeadRenderer.Render(
        subject.On(day),
        new() { DistanceMillimetres = 400, YawDegrees = (7 * (day % 5)) - 14, Smile = day % 3 == 1 ? 0.7f : 0, RollDegrees = (3 * (day % 4)) - 4 },
        SceneLights.Draw((ulong)(subject.Number + day)),
        new(SheetWidth, SheetHeight),
        default);

    private static RenderedFrame Smaller(RenderedFrame frame)
    {
        using Image large = frame.ToImage();
        using Image small = ImageOperations.Resize(large, SheetWidth, SheetHeight, Interpolation.Area);
        byte[] pixels = new byte[SheetWidth * SheetHeight * 3];
        for (int y = 0; y < SheetHeight; y++)
        {
            small.Row(y).CopyTo(pixels.AsSpan(3 * y * SheetWidth));
        }

        return new(SheetWidth, SheetHeight, pixels, frame.Truth);
    }

    private static double MeanDifference(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        long sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += Math.Abs(a[i] - b[i]);
        }

        return sum / (double)a.Length;
    }
}
