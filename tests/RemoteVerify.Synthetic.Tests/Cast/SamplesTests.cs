using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Tests.Cast;

/// <summary>The committed pictures under samples/people are what the code makes; RV_UPDATE_SAMPLES=1 writes them anew.</summary>
public class SamplesTests
{
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
        RenderOptions size = new(240, 180);
        foreach (CastMember member in CastList.All)
        {
            frames.Add(HeadRenderer.Render(member.Looks, new() { DistanceMillimetres = 400 }, SceneLight.Room, size, default));
        }

        PersonParameters looks = CastList.WithRole(CastRole.Citizen).Looks;
        HeadState[] states =
        [
            new() { YawDegrees = 30 }, new() { YawDegrees = -30 }, new() { PitchDegrees = 18 }, new() { PitchDegrees = -18 }, new() { RollDegrees = 12 },
            new() { Blink = 1 }, new() { Smile = 0.9f }, new() { MouthOpen = 0.8f }, new() { DistanceMillimetres = 300 }, new() { DistanceMillimetres = 700 },
        ];
        frames.AddRange(states.Select(state => HeadRenderer.Render(looks, state, SceneLight.Room, size, default)));
        RenderedFrame portrait = Portrait.Render(looks, default);
        foreach (IFrameSource attack in (IFrameSource[])[new PrintAttack(portrait, new()), new ScreenReplayAttack([frames[0]], 10, new())])
        {
            attack.Ask(AskedMotion.TurnRight, TimeSpan.Zero);
            frames.Add(attack.Capture(TimeSpan.FromSeconds(2), size.WidthPixels, size.HeightPixels));
        }

        using Image sheet = ContactSheet.Compose(frames, 6);
        byte[] jpeg = ImageCodec.EncodeJpeg(sheet, 82);
        Assert.True(jpeg.Length < 300_000);
        File.WriteAllBytes(Path.Combine(Folder, "contact-sheet.jpg"), jpeg);
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
