using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Tests.States;

namespace RemoteVerify.Cases.Tests.Providers;

public sealed class PortalMessagesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 30, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Owed_OfADraft_IsNothing_AndOfEveryOtherStatusItsOwnMessages()
    {
        CaseFile file = CaseExamples.All(At).First().File;
        Assert.Empty(PortalMessages.Owed(new DraftCase(file)));
        foreach (CaseStatus status in Enum.GetValues<CaseStatus>().Where(s => s != CaseStatus.Draft))
        {
            Case first = new DraftCase(file with { Statuses = [new StatusStamp(status, At)] });
            Assert.Equal(["create:0", "progress:0"], PortalMessages.Owed(first));
            var made = Assert.IsType<PortalCase>(PortalMessages.Content("create:0", first, null));
            Assert.Equal(((int)status, false), (made.Status, made.IsUpdate));
            Assert.Equal((int)status, Assert.IsType<PortalProgress>(PortalMessages.Content("progress:0", first, null)).Status);
        }
    }

    [Fact]
    public void Owed_AsACaseGoesOn_KeepsWhatWasOwedAtItsPlace_AndADraftAgainIsNobodysBusiness()
    {
        StatusStamp[] stamps =
        [
            new(CaseStatus.Submitted, At), new(CaseStatus.Accepted, At.AddHours(1)), new(CaseStatus.NotAccepted, At.AddHours(2)), new(CaseStatus.Draft, At.AddHours(3)),
            new(CaseStatus.Submitted, At.AddHours(4)), new(CaseStatus.Completed, At.AddHours(5)), new(CaseStatus.ResultDelivered, At.AddHours(6)),
        ];
        CaseFile file = CaseExamples.All(At).First().File;
        IReadOnlyList<string> before = [];
        for (int count = 1; count <= stamps.Length; count++)
        {
            Case current = new DraftCase(file with { Statuses = [.. stamps.Take(count)] });
            IReadOnlyList<string> owed = PortalMessages.Owed(current);
            Assert.Equal(before, owed.Take(before.Count));
            before = owed;
        }

        Case last = new DraftCase(file with { Statuses = stamps });
        Assert.Equal(10, PortalMessages.Owed(last).Count);
        var delivered = Assert.IsType<PortalCase>(PortalMessages.Content("update:5", last, At.AddDays(3)));
        Assert.Equal((10, At.AddHours(5), At.AddHours(6), At.AddDays(3)), (delivered.Status, delivered.FinishedAt, delivered.ReturnedAt, delivered.DueAt));
        var done = Assert.IsType<PortalCase>(PortalMessages.Content("update:4", last, null));
        Assert.Null(done.ReturnedAt);
    }

    [Fact]
    public void Stamp_OfTheSameStatus_AddsNothing()
    {
        Assert.Empty(StatusTimes.Stamp([], CaseStatus.Draft, At));
        IReadOnlyList<StatusStamp> one = StatusTimes.Stamp([], CaseStatus.Submitted, At);
        Assert.Same(one, StatusTimes.Stamp(one, CaseStatus.Submitted, At.AddDays(1)));
        Assert.Equal(3, StatusTimes.Stamp(StatusTimes.Stamp(one, CaseStatus.Accepted, At), CaseStatus.Submitted, At).Count);
    }

    /// <summary>Law 26/2023/QH15 article 9 has 25 groups; of the identification database nothing can be named.</summary>
    [Fact]
    public void PopulationFields_AreThoseOfTheLaw_AndNoBiometricsAmongThem()
    {
        Assert.Equal(25, PopulationFields.All.Count);
        Assert.Equal(Enum.GetValues<PopulationField>(), PopulationFields.All.Select(name => name.Field));
        Assert.Equal(25, PopulationFields.All.Select(name => name.Code).Distinct().Count());
        Assert.All(new[] { "dna", "fingerprint", "iris", "voice", "face", "Blood-Group", "", null }, code => Assert.Null(PopulationFields.Find(code)));
    }
}
