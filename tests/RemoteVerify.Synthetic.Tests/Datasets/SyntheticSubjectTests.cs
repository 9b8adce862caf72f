using RemoteVerify.Synthetic.Datasets;
using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Tests.Datasets;

public class SyntheticSubjectTests
{
    [Fact]
    public void Draw_SameNumber_SamePerson()
    {
        SyntheticSubject one = SyntheticSubject.Draw(50_001), again = SyntheticSubject.Draw(50_001);
        Assert.Equal(one.Face.Moles, again.Face.Moles);
        // Records compare lists by reference; the moles were compared above.
        Assert.Equal(one, again with { Face = again.Face with { Moles = one.Face.Moles } });
    }

    [Fact]
    public void Draw_OtherNumber_OtherFace() =>
        Assert.NotEqual(IdentityParameters.ValuesOf(SyntheticSubject.Draw(50_001).Face), IdentityParameters.ValuesOf(SyntheticSubject.Draw(50_002).Face));

    [Fact]
    public void On_SameDay_SameLooks() => Assert.Equal(Somebody.Subject.On(3), Somebody.Subject.On(3));

    [Fact]
    public void On_AnyDay_IdentityStays()
    {
        float[] identity = [.. IdentityParameters.ValuesOf(Somebody.Face)];
        Assert.All(Enumerable.Range(0, 20), day => Assert.Equal(identity, IdentityParameters.ValuesOf(Somebody.Subject.On(day))));
    }

    [Fact]
    public void On_TwentyDays_HairGlassesAndClothesChange()
    {
        PersonParameters[] days = [.. Enumerable.Range(0, 20).Select(Somebody.Subject.On)];
        Assert.True(days.Select(day => day.HairStyle).Distinct().Count() > 1);
        Assert.True(days.Select(day => day.HairVolume).Distinct().Count() > 1);
        Assert.True(days.Select(day => day.Glasses).Distinct().Count() > 1);
        Assert.True(days.Select(day => day.ShirtColour).Distinct().Count() > 1);
    }

    [Fact]
    public void Draw_ManyNumbers_BothSexesAndAdultsOnly()
    {
        SyntheticSubject[] people = [.. Enumerable.Range(50_000, 100).Select(SyntheticSubject.Draw)];
        Assert.InRange(people.Count(person => person.Woman), 30, 70);
        Assert.All(people, person => Assert.InRange(person.AgeYears, 18, 84));
    }
}
