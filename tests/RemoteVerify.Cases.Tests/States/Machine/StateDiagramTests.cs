using RemoteVerify.Cases.States;
using RemoteVerify.TestKit;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>The page and the states say the same.</summary>
public sealed class StateDiagramTests
{
    /// <summary>Acts that a state allows without moving the case, or that belong to a verification.</summary>
    private static readonly HashSet<string> Staying =
    [
        "verification.start", "verification.submit-chip", "capture.open", "capture.begin", "evidence.view", "document.read", "result.read", "copy.issue", "report.compose",
        "register.reserve", "session.papers-shown", "session.capacity", "session.reading", "session.photo", "session.recording", "session.close",
    ];

    [Fact]
    public void Page_NamesEveryStateAndNoOther()
    {
        StateDiagram diagram = StateDiagram.Read();
        Assert.Equal(
            CaseExamples.All(new FakeClock().GetUtcNow()).Select(c => c.State).Distinct().Order(StringComparer.Ordinal),
            diagram.States.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Allowed_OfEveryState_IsDrawnOrStays()
    {
        StateDiagram diagram = StateDiagram.Read();
        foreach (Case example in CaseExamples.All(new FakeClock().GetUtcNow()))
        {
            foreach (Act act in example.Allowed)
            {
                Assert.True(
                    Staying.Contains(act.Code) || diagram.From(example.State).Contains(act.Code),
                    $"{act} is allowed in {example.State} and not drawn");
            }
        }
    }
}
