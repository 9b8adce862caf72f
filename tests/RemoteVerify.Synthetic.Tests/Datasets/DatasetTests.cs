using System.Text;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Datasets;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Datasets;

public class DatasetTests
{
    [Fact]
    public void On_AnotherDay_ChangesTheLooksAndKeepsTheFace()
    {
        SyntheticSubject subject = SyntheticSubject.Draw(42);
        List<PersonParameters> days = [.. Enumerable.Range(0, 12).Select(subject.On)];
        Assert.Single(days.Select(day => string.Join(';', IdentityParameters.ValuesOf(day))).Distinct());
        Assert.True(days.Select(day => day.HairStyle).Distinct().Count() > 1, "hair");
        Assert.True(days.Select(day => day.Glasses).Distinct().Count() > 1, "glasses");
        Assert.True(days.Select(day => day.ShirtColour).Distinct().Count() > 6, "clothes");
        Assert.Equal(days[3], subject.On(3) with { Moles = days[3].Moles });
    }

    [Fact]
    public void Draw_ManyNumbers_GivesBothSexesAndAllAges()
    {
        List<SyntheticSubject> people = [.. Enumerable.Range(0, 200).Select(SyntheticSubject.Draw)];
        Assert.InRange(people.Count(person => person.Woman), 70, 130);
        Assert.True(people.Min(person => person.AgeYears) < 22);
        Assert.True(people.Max(person => person.AgeYears) > 75);
    }

    [Fact]
    public void Face_SameNumbers_GivesTheSamePictureAndRow()
    {
        TrainingFrame first = FrameDraw.Face(SyntheticSubject.Draw(7), 3, 64, default), again = FrameDraw.Face(SyntheticSubject.Draw(7), 3, 64, default);
        Assert.Equal(first.Pixels, again.Pixels);
        Assert.Equal(first.Row(3), again.Row(3));
        Assert.Equal(TrainingFrame.Columns.Count, first.Row(3).Count());
        Assert.NotEqual(first.Pixels, FrameDraw.Face(SyntheticSubject.Draw(7), 4, 64, default).Pixels);
    }

    [Fact]
    public void Scene_Nobody_HasNoPersonAndStillARoom()
    {
        TrainingFrame empty = Enumerable.Range(0, 60).Select(view => FrameDraw.Scene(SyntheticSubject.Draw(8), view, 48, 36, default)).First(frame => frame.Person < 0);
        Assert.Equal(TrainingFrame.Columns.Count, empty.Row(0).Count());
        Assert.True(empty.Pixels.Average(v => (double)v) > 15, "a room is not black");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(AttackSpecies.Replay)]
    public void CutOut_Box_LiesInTheMiddleAndHoldsTheEyes(AttackSpecies? species)
    {
        TrainingFrame frame = AttackDraw.CutOut(SyntheticSubject.Draw(9), species, 1, 96, default);
        Assert.Equal(species is null ? 0 : (int)species, frame.Species);
        Assert.InRange(frame.Truth.BoxCorner.X + (frame.Truth.BoxSize.X / 2), 47, 49);
        Assert.InRange(frame.Truth.BoxCorner.Y + (frame.Truth.BoxSize.Y / 2), 47, 49);
        Assert.InRange(frame.Truth.Five.RightEye.X, frame.Truth.BoxCorner.X, frame.Truth.BoxCorner.X + frame.Truth.BoxSize.X);
        Assert.InRange(frame.Truth.Five.RightEye.Y, frame.Truth.BoxCorner.Y, frame.Truth.BoxCorner.Y + frame.Truth.BoxSize.Y);
    }

    [Fact]
    public void ArrayWriter_Header_IsWhatNumpyReads()
    {
        using TemporaryFolder folder = new();
        string path = Path.Combine(folder.Path, "a.npy");
        using (ArrayWriter writer = new(path, "<f4", 2, 3))
        {
            writer.Write(new byte[24]);
        }

        byte[] file = File.ReadAllBytes(path);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], file[..8]);
        int length = file[8] | (file[9] << 8);
        Assert.Equal(0, (10 + length) % 64);
        Assert.Equal(24, file.Length - 10 - length);
        string header = Encoding.ASCII.GetString(file, 10, length);
        Assert.StartsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", header, StringComparison.Ordinal);
        Assert.EndsWith("\n", header, StringComparison.Ordinal);
    }
}
