using RemoteVerify.Biometrics.Liveness;
using RemoteVerify.Biometrics.Liveness.Checks;
using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Tests.Liveness.Injection;

public class InjectionSignalsTests
{
    [Fact]
    public void Of_OrdinaryClientWithoutTraces_FindsNothing()
    {
        SessionRecord record = TracedSession.Of(60, _ => null, i => (i * 7919) % 31);
        record.Hello = new ClientHello { Camera = new CameraFacts { Label = "Integrated Camera", FrameRate = 30 } };
        InjectionSignals signals = InjectionSignals.Of(record);
        Assert.Empty(signals.Names);
        Assert.Equal(0, signals.Score);
    }

    [Fact]
    public void Of_SeveralWeakSigns_AddUp()
    {
        SessionRecord record = TracedSession.Of(10, _ => null);
        record.Hello = new ClientHello
        {
            Camera = new CameraFacts { Label = "camera2 1, facing front" }, Device = new DeviceFacts { Mobile = true, Gpu = "Android Emulator OpenGL ES Translator (Google SwiftShader)" },
        };
        InjectionSignals signals = InjectionSignals.Of(record);
        Assert.Equal(["software-gpu", "emulator-gpu", "phone-without-facing-mode", "phone-without-capabilities"], signals.Names);
        Assert.Equal(75, signals.Score);
    }

    [Fact]
    public void StillRoom_CellsOfARoomWithoutNoise_Found()
    {
        SessionRecord record = TracedSession.Of(40, i => TracedSession.Traces(_ => 90, cell => (uint)cell + 1));
        InjectionFinding found = StillRoomSign.Find(record);
        Assert.True(found.Holds);
        Assert.Equal(1, found.Measured);
    }

    [Fact]
    public void StillRoom_EveryThirdCellChanges_NotFound()
    {
        SessionRecord record = TracedSession.Of(40, i => TracedSession.Traces(_ => 90, cell => (uint)((cell % 3 == 0 ? i : 0) + cell + 1)));
        Assert.False(StillRoomSign.Find(record).Holds);
    }

    [Fact]
    public void StillRoom_CellsThatCantTell_NothingMeasured() =>
        Assert.Null(StillRoomSign.Find(TracedSession.Of(40, _ => TracedSession.Traces(_ => 90))).Measured);

    [Theory]
    [InlineData(0, true)]
    [InlineData(0.05, true)]
    [InlineData(1, false)]
    public void SteadyLight_WanderOfTheCorners_FoundWhenThereIsNone(double wander, bool expected)
    {
        SessionRecord record = TracedSession.Of(60, i => TracedSession.Traces(_ => 90, null, 100 + (wander * Math.Sin(i))));
        Assert.Equal(expected, SteadyLightSign.Find(record).Holds);
    }

    [Fact]
    public void Cadence_TimesOnTheBeat_Found() => Assert.True(CadenceSign.Find(TracedSession.Of(60, _ => null)).Holds);

    [Fact]
    public void Cadence_TimesOffByMilliseconds_NotFound() => Assert.False(CadenceSign.Find(TracedSession.Of(60, _ => null, i => (i * 7919) % 9)).Holds);

    [Fact]
    public void Looped_AFilmOfFourSecondsRunsRound_GoesToAnOfficer()
    {
        SessionRecord record = TracedSession.Of(120, i => TracedSession.Traces(field => 100 + (40 * Math.Sin(field + ((i % 40) * 0.15)))));
        LivenessCheck check = ReplayChecks.Looped(record, LivenessPolicy.Default);
        Assert.Equal((CheckOutcome.Failed, CheckConsequence.Officer), (check.Outcome, check.Consequence));
        Assert.True(check.Value > 0.75, $"{check.Value}");
    }

    [Fact]
    public void Looped_TheSameFilmUnderChangingLight_IsSeenAsWell()
    {
        SessionRecord record = TracedSession.Of(120, i => TracedSession.Traces(field => (1 + (0.001 * i)) * (100 + (40 * Math.Sin(field + ((i % 40) * 0.15))))));
        Assert.Equal(CheckOutcome.Failed, ReplayChecks.Looped(record, LivenessPolicy.Default).Outcome);
    }

    [Fact]
    public void Looped_SomebodySwaysAndNeverComesBackExactly_Passes()
    {
        static double Field(int field, int i) =>
            100
            + (40 * Math.Sin(field + (0.4 * Math.Sin(0.11 * i)) + (0.3 * Math.Sin(0.537 * i))))
            + (25 * Math.Sin((2.1 * field) + (0.6 * Math.Sin((0.071 * i) + 1)) + (0.3 * Math.Sin(0.31 * i))))
            + (25 * Math.Sin((3.7 * field) + (1.1 * Math.Sin((0.19 * i) + 2))));
        SessionRecord record = TracedSession.Of(120, i => TracedSession.Traces(field => Field(field, i)));
        Assert.Equal(CheckOutcome.Passed, ReplayChecks.Looped(record, LivenessPolicy.Default).Outcome);
    }
}
