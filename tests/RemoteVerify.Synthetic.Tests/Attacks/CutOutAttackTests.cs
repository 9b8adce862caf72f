using System.Numerics;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Attacks;

public class CutOutAttackTests
{
    private static readonly AttackOptions Still = new() { Motion = new() { Tremor = 0, Blinks = false } };

    [Fact]
    public void Capture_Held_MarkLiesAtTheTruth()
    {
        CutOutAttack attack = new(AttackSpecies.CutOut, MarkedPicture.Make(), null, Still);
        RenderedFrame frame = attack.Capture(TimeSpan.Zero, 240, 180);
        Assert.True(Vector2.Distance(MarkedPicture.Find(frame), frame.Truth.Points.RightEye) < 2);
    }

    [Fact]
    public void Capture_HeldSameSeed_SameBytes()
    {
        static byte[] Run() => new CutOutAttack(AttackSpecies.CutOut, MarkedPicture.Make(), null, new()).Capture(TimeSpan.FromSeconds(1), 160, 120).Pixels;
        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void Capture_Mask_TakesPoseOfWearerAndFaceOfPicture()
    {
        FixedSource wearer = new(new() { YawDegrees = 15, Blink = 1 });
        RenderedFrame frame = new CutOutAttack(AttackSpecies.BentMask, MarkedPicture.Make(), wearer, Still).Capture(TimeSpan.Zero, 240, 180);
        Assert.Equal(15, frame.Truth.State.YawDegrees);
        Assert.Equal(0, frame.Truth.State.Blink);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Capture_WornByBlinkingWearer_ShutEyesAreSeenThroughHolesOnly(bool holes, float blink)
    {
        FixedSource wearer = new(new() { Blink = 1 });
        CutOutAttack attack = new(AttackSpecies.CutOut, MarkedPicture.Make(), wearer, Still, new() { EyeHoles = holes });
        RenderedFrame frame = attack.Capture(TimeSpan.Zero, 240, 180);
        Assert.Equal(blink, frame.Truth.State.Blink);
        // The mark is printed where the hole would be.
        Assert.Equal(!holes, MarkedPicture.IsAt(frame, frame.Truth.Points.RightEye));
    }

    [Fact]
    public void Constructor_MaskWithoutWearer_Throws() =>
        Assert.Throws<ArgumentNullException>(() => new CutOutAttack(AttackSpecies.BentMask, MarkedPicture.Make(), null, Still));

    [Fact]
    public void Constructor_Print_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CutOutAttack(AttackSpecies.Print, MarkedPicture.Make(), null, Still));

    // A wall, with the truth of a head before it.
    private sealed class FixedSource(HeadState state) : IFrameSource
    {
        public void Ask(AskedMotion motion, TimeSpan at)
        {
        }

        public void ShowScreenColour(Vector3 colour, TimeSpan at)
        {
        }

        public RenderedFrame Capture(TimeSpan at, int widthPixels, int heightPixels)
        {
            byte[] pixels = new byte[widthPixels * heightPixels * 3];
            Array.Fill(pixels, (byte)110);
            return new(widthPixels, heightPixels, pixels, new(HeadRenderer.Project(Datasets.Somebody.Face, state, widthPixels, heightPixels), state));
        }
    }
}
