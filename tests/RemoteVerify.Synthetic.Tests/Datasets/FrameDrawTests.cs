using System.Numerics;
using RemoteVerify.Synthetic.Attacks;
using RemoteVerify.Synthetic.Datasets;

namespace RemoteVerify.Synthetic.Tests.Datasets;

public class FrameDrawTests
{
    private static readonly Lazy<TrainingFrame> FirstAttack = new(() => Attack(1));

    [Fact]
    public void Face_SameNumbers_SameBytesAndRow()
    {
        TrainingFrame one = Face(2), again = Face(2);
        Assert.Equal(one.Pixels, again.Pixels);
        Assert.Equal(one.Row(2), again.Row(2));
    }

    [Fact]
    public void Face_OtherView_OtherBytes() => Assert.NotEqual(Face(2).Pixels, Face(3).Pixels);

    [Fact]
    public void Face_AnyView_BoxLiesInTheCutOut()
    {
        TrainingFrame frame = Face(2);
        Assert.InRange(frame.Truth.BoxCorner.X, 0, 48);
        Assert.InRange(frame.Truth.BoxCorner.Y, 0, 48);
        // The cut-out is 1.875 times as large as the longer side.
        Assert.Equal(48 / 1.875f, MathF.Max(frame.Truth.BoxSize.X, frame.Truth.BoxSize.Y), 0.1f);
    }

    [Fact]
    public void Row_Face_AsLongAsTheColumns()
    {
        float[] row = [.. Face(2).Row(2)];
        Assert.Equal(TrainingFrame.Columns.Count, row.Length);
        Assert.Equal(Somebody.Subject.Number, row[0]);
        Assert.Equal(2, row[1]);
    }

    [Fact]
    public void Row_Face_NamedColumnsHoldTheTruth()
    {
        TrainingFrame frame = Face(2);
        float[] row = [.. frame.Row(2)];
        float Value(string name) => row[TrainingFrame.Columns.ToList().IndexOf(name)];
        Assert.Equal(frame.State.YawDegrees, Value("yaw"));
        Assert.Equal(frame.Truth.BoxSize.Y, Value("boxHeight"));
        Assert.Equal(frame.Truth.Outline[68], new Vector2(Value("p68x"), Value("p68y")));
        Assert.Equal(frame.Truth.Five.LeftMouthCorner, new Vector2(Value("f4x"), Value("f4y")));
        Assert.Equal(Somebody.Face.JawWidth, Value("id.JawWidth"));
    }

    [Fact]
    public void Columns_All_NamesAreDifferent() => Assert.Equal(TrainingFrame.Columns.Count, TrainingFrame.Columns.Distinct().Count());

    [Fact]
    public void Scene_ManyViews_SomeShowNobody()
    {
        TrainingFrame[] scenes = [.. Enumerable.Range(0, 24).Select(view => FrameDraw.Scene(Somebody.Subject, view, 24, 18, default))];
        Assert.InRange(scenes.Count(scene => scene.Person == -1), 1, 9);
        Assert.All(scenes, scene => Assert.Equal(TrainingFrame.Columns.Count, scene.Row(0).Count()));
    }

    [Fact]
    public void CutOut_SameNumbers_SameBytes()
    {
        TrainingFrame one = FirstAttack.Value;
        Assert.Equal(one.Pixels, Attack(1).Pixels);
        Assert.Equal((int)AttackSpecies.Print, one.Species);
    }

    [Fact]
    public void CutOut_OtherNumber_OtherBytes() => Assert.NotEqual(FirstAttack.Value.Pixels, Attack(2).Pixels);

    private static TrainingFrame Face(int view) => FrameDraw.Face(Somebody.Subject, view, 48, default);

    private static TrainingFrame Attack(int number) => AttackDraw.CutOut(Somebody.Subject, AttackSpecies.Print, number, 32, default);
}
