using RemoteVerify.Biometrics.AttackDetection;
using RemoteVerify.TestKit;
using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Biometrics.Tests.AttackDetection;

public class AttackFusionCalibratorTests
{
    [SkippableFact]
    public void Advise_CueWithinWhatTheLivingShow_ChangesNothing()
    {
        AttackFusion fusion = new(Advice(out IReadOnlyList<MeasuredAttackSample> living));
        MeasuredAttackSample[] changed = [.. living.Where(s => Math.Abs(fusion.Fuse(s.Network, s.Cues).Score.Value - s.Network.Value) > 1e-3f)];
        Assert.InRange(changed.Length, 1, living.Count / 8);
        AttackCues unusual = living[0].Cues with { StraightBorder = 5 };
        Assert.True(fusion.Fuse(new BonaFideScore(0.9f), unusual).Score.Value < 0.7f);
        Assert.False(fusion.Calibration.Decides);
    }

    [SkippableFact]
    public void Advise_PicturesOfAttacks_AreRefused()
    {
        Advice(out IReadOnlyList<MeasuredAttackSample> living);
        MeasuredAttackSample[] mixed = [.. living.Skip(1), living[0] with { Sample = new("a.jpg", "print", null, null) }];
        Assert.Throws<ArgumentException>(() => Calibrator().Advise(mixed, "mixed"));
    }

    [SkippableFact]
    public void Fit_LivingPeopleOnly_IsRefused()
    {
        Advice(out IReadOnlyList<MeasuredAttackSample> living);
        Assert.Throws<ArgumentException>(() => Calibrator().Fit(living, "no attacks"));
    }

    [SkippableFact]
    public void Fit_PicturesOfSessions_WeighsTheirFlatTurns()
    {
        List<MeasuredAttackSample> samples = [.. Living(seed: 1, people: 100).Select((s, i) => s with { Sample = s.Sample with { Session = $"l{i / 2}", FlatTurn = 0.2f + (0.001f * i) } })];
        samples.AddRange(Living(seed: 2, people: 100).Select((s, i) => new MeasuredAttackSample(
            new($"a{i}.jpg", "print", $"a{i / 2}", 0.04f), new BonaFideScore(0.3f + (0.006f * i)), s.Cues with { StraightBorder = s.Cues.StraightBorder + 0.3f })));
        AttackFusionCalibration fitted = Calibrator().Fit(samples, "made up");
        Assert.Equal(100, fitted.Sessions);
        Assert.True(fitted.FlatTurn!.Weight > 0);
        Assert.True(fitted.Decides);
        Assert.InRange(fitted.LivingBelowMedian, 0, 0.02);
        Assert.Equal(AttackFusionCalibration.ModelsOf(DemoModels.Engine.Catalog.Models), fitted.Models);
        Assert.Equal([new FusionPictures("live", 100), new FusionPictures("print", 100)], fitted.Pictures);
    }

    [SkippableFact]
    public void Measure_PictureWithoutAFaceOrNotThere_IsLeftOut()
    {
        using Image plain = new(320, 240);
        byte[] black = ImageCodec.EncodeJpeg(plain, 90);
        AttackTrainingSample[] list = [new("black.jpg", "", null, null), new("none.jpg", "", null, null), new("lan.jpg", "", null, null)];
        byte[] portrait = File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "people", "portrait-lan.jpg"));
        MeasuredAttackSample only = Assert.Single(Calibrator().Measure(
            list, name => name == "lan.jpg" ? portrait : name == "black.jpg" ? black : (ReadOnlyMemory<byte>?)null, null, default));
        Assert.Equal("lan.jpg", only.Sample.File);
    }

    [Fact]
    public void ReadList_SessionsAndTurns_AreOptional()
    {
        AttackTrainingSample[] full = [.. AttackTrainingList.Read("file,species,session,flatTurn\na.jpg,live,s1,0.25\nb.jpg,print,s2,\n"u8)];
        Assert.Equal([new AttackTrainingSample("a.jpg", "", "s1", 0.25f), new AttackTrainingSample("b.jpg", "print", "s2", null)], full);
        Assert.Equal([new AttackTrainingSample("c.jpg", "", null, null)], AttackTrainingList.Read("file,identity\nc.jpg,somebody\n"u8));
        Assert.Throws<VisionFormatException>(() => AttackTrainingList.Read("file,species,session,flatTurn\na.jpg,live,s1,much\n"u8));
    }

    private static AttackFusionCalibrator Calibrator() => new(DemoModels.Engine, new FakeClock());

    private static AttackFusionCalibration Advice(out IReadOnlyList<MeasuredAttackSample> living)
    {
        living = Living(seed: 1, people: 200);
        return Calibrator().Advise(living, "made up");
    }

    private static List<MeasuredAttackSample> Living(int seed, int people)
    {
        Random random = new(seed);
        float Noise() => (float)(random.NextDouble() + random.NextDouble() - 1);
        return
        [
            .. Enumerable.Range(0, people).Select(i => new MeasuredAttackSample(
                new($"{i}.jpg", "", null, null), new BonaFideScore(0.9f + (0.05f * Noise())), new AttackCues(1.5f + Noise(), 0.5f + (0.2f * Noise()), 6 + Noise(), -25 + Noise(), Noise(), Noise()))),
        ];
    }
}
