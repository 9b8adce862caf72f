using RemoteVerify.Biometrics;
using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Synthetic.Cast;
using RemoteVerify.Synthetic.People;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Synthetic.Tests.Cast;

public class CastListTests
{
    [Fact]
    public void All_Members_HaveNumbersOfValidStructureThatAreMarkedFictional()
    {
        Assert.True(CastList.All.Count >= 6);
        Assert.Equal(CastList.All.Count, CastList.All.Select(member => member.PersonalNumber).Distinct().Count());
        foreach (CastMember member in CastList.All)
        {
            string number = member.PersonalNumber;
            Assert.Matches("^[0-9]{12}$", number);
            // Province, century and sex, two digits of the year, serial.
            int expected = ((member.Birth.Year / 100) - 19) * 2 + (member.Sex == Sex.Female ? 1 : 0);
            Assert.Equal(expected, number[3] - '0');
            Assert.Equal((member.Birth.Year % 100).ToString("00", System.Globalization.CultureInfo.InvariantCulture), number[4..6]);
            Assert.Equal("000000", number[6..]);
        }
    }

    [Fact]
    public void All_Roles_AreFilledOnceAndBothSexesThrice()
    {
        Assert.Single(CastList.All, member => member.Role == CastRole.Citizen);
        Assert.Single(CastList.All, member => member.Role == CastRole.Impostor);
        Assert.Single(CastList.All, member => member.Role == CastRole.Officer);
        Assert.True(CastList.All.Count(member => member.Sex == Sex.Female) >= 3);
        Assert.True(CastList.All.Count(member => member.Sex == Sex.Male) >= 3);
        Assert.Equal(2, CastList.All.Count(member => member.NeedsFullAtlas));
    }

    [Fact]
    public void ToString_Member_ShowsNoPersonalData()
    {
        CastMember member = CastList.WithRole(CastRole.Citizen);
        Assert.DoesNotContain(member.PersonalNumber, member.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(member.FamilyName, member.ToString(), StringComparison.Ordinal);
    }

    // The cast was picked by these very scores: this guards the demo, it measures nothing.
    [SkippableFact]
    public void All_Members_AreApartForTheStandardRecogniser() => AreApart(StandardEngine.Get(), 0.50f, 0.37f);

    [Fact]
    public void All_Members_AreApartForOurOwnRecogniser()
    {
        BiometricEngine engine = DemoEngine.Get();
        AreApart(engine, engine.MatchPolicy.Accept.Threshold.Value + 0.05f, engine.MatchPolicy.Officer.Threshold.Value - 0.03f);
    }

    private static void AreApart(BiometricEngine engine, float leastOwn, float mostOther)
    {
        List<(CastMember Member, FaceTemplate Portrait, List<FaceTemplate> Live)> people = [];
        HeadState[] states = [new() { YawDegrees = 6 }, new() { PitchDegrees = -4, DistanceMillimetres = 540 }];
        foreach (CastMember member in CastList.All)
        {
            FaceTemplate portrait = Embed(engine, Portrait.Render(member.Looks, default));
            people.Add((member, portrait, [.. states.Select(state => Embed(engine, HeadRenderer.Render(member.Looks, state, SceneLight.Room, new(480, 360), default)))]));
        }

        foreach ((CastMember member, _, List<FaceTemplate> live) in people)
        {
            foreach ((CastMember other, FaceTemplate portrait, _) in people)
            {
                float least = live.Min(template => template.Similarity(portrait).Value), most = live.Max(template => template.Similarity(portrait).Value);
                if (member == other)
                {
                    Assert.True(least >= leastOwn, $"{member.Id} against their own portrait: {least:F3}");
                }
                else
                {
                    Assert.True(most <= mostOther, $"{member.Id} against the portrait of {other.Id}: {most:F3}");
                }
            }
        }
    }

    private static FaceTemplate Embed(BiometricEngine engine, RenderedFrame frame)
    {
        using Image image = frame.ToImage();
        return engine.Recogniser.Embed(image, engine.Detector.Detect(image)[0]);
    }
}
