using System.Text.Json.Serialization;
using RemoteVerify.Cases.Guidance;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Tests.States;

namespace RemoteVerify.Cases.Tests.Guidance;

public sealed class NextStepsTests
{
    [Fact]
    public void Of_EveryState_HasAStepOfTheCitizenAndAServicePointInBothLanguages()
    {
        foreach (string state in typeof(Case).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>().Select(type => (string)type.TypeDiscriminator!))
        {
            IReadOnlyList<NextStep> steps = NextSteps.Delivered.OfState(state);
            Assert.True(steps.Any(step => step is { Who: "Citizen", Where: StepWhere.ServicePoint }), $"the state {state} offers no step that a person can take at a service point");
            Assert.All(steps, Readable);
        }
    }

    [Fact]
    public void Of_EveryRefusal_HasAStepInBothLanguages()
    {
        foreach (RefusalCode code in RefusalCode.All)
        {
            IReadOnlyList<NextStep> steps = NextSteps.Delivered.Of(code);
            Assert.True(steps.Count > 0, $"after {code} nobody is told what to do");
            Assert.All(steps, Readable);
        }
    }

    /// <summary>The steps of a kind are a net for the future; today every code says its own. Who adds a code adds its entry, or a reason here.</summary>
    [Fact]
    public void Of_EveryRefusalAndState_HasAnEntryOfItsOwn()
    {
        var exceptions = new Dictionary<string, string>();
        Assert.Empty(RefusalCode.All.Where(code => !NextSteps.Delivered.HasOwn(code)).Select(code => code.Value).Except(exceptions.Keys));
        Assert.All(exceptions, exception => Assert.True(exception.Value.Length > 20, exception.Key));
        Assert.Empty(NextSteps.Delivered.Unused);
    }

    [Fact]
    public void Of_ARefusalThatWasUpheld_LeadsToANewCaseAndNotToAnotherContest()
    {
        var refused = CaseExamples.All(DateTimeOffset.UnixEpoch).OfType<RefusedCase>().First();
        Assert.Equal("contest", NextSteps.Delivered.Of(refused)[0].Id);
        RefusedCase upheld = refused with { Refusal = refused.Refusal with { Upheld = new ContestDecision("officer-2", "r", DateTimeOffset.UnixEpoch) } };
        Assert.Equal("open-new-case", NextSteps.Delivered.Of(upheld)[0].Id);
    }

    private static void Readable(NextStep step)
    {
        Assert.True(step.TextVi.Length is > 10 and < 300 && step.TextEn.Length is > 10 and < 300, step.Id);
        Assert.True(step.TextVi.IsNormalized(System.Text.NormalizationForm.FormC) && step.TextVi.Any(c => c > 0x7F) && step.TextEn.All(char.IsAscii), step.Id);
    }
}
