using RemoteVerify.Biometrics.Evaluation;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Tests.Evaluation;

public class StageTimerTests
{
    [SkippableFact]
    public void Measure_FrameWithAndWithoutAFace_TimesEveryStage()
    {
        StageTimer timer = new(StandardModels.Engine, TimeProvider.System);
        using Image portrait = StandardModels.Load(Repository.Root, "samples", "people", "portrait-lan.jpg");
        using Image blank = new(480, 360);
        StageTimes found = timer.Measure(portrait, 2, CancellationToken.None);
        StageTimes assumed = timer.Measure(blank, 1, CancellationToken.None);
        Assert.True(found.FaceFound && !assumed.FaceFound);
        Assert.Equal(["decode", "detect", "landmarks", "align-embed", "attack"], found.Stages.Select(stage => stage.Name));
        Assert.All(found.Stages.Concat(assumed.Stages), stage => Assert.True(stage.Milliseconds > 0 && (stage.NetworkMilliseconds > 0) != (stage.Name == "decode")));
        Assert.True(found.TotalMilliseconds > 0 && found.GuideFrameMilliseconds > 0);
    }
}
