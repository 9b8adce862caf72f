using FsCheck;
using FsCheck.Fluent;
using RemoteVerify.Cases.Signing;

namespace RemoteVerify.Cases.Tests.Signing;

public sealed class SigningPlanTests
{
    [Fact]
    public void MaySign_AnyWayThroughAnyPlan_KeepsTheOrderAndEndsComplete()
    {
        Arbitrary<(PlannedSlot[] Slots, int[] Choices)> plans = (
            from slots in Slot.ListOf(6).Where(list => list.Count > 0)
            from choices in Gen.Choose(0, 1000).ListOf(20)
            select (slots.Select((slot, i) => slot with { Id = $"s{i}" }).ToArray(), choices.ToArray())).ToArbitrary();
        Prop.ForAll(plans, plan => Walk(plan.Slots, plan.Choices)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Open_TwoPartiesThenAWitness_WaitsForBothParties()
    {
        SigningPlan plan = new([new("witness", 2), new("a", 1), new("b", 1)]);
        Assert.Equal(["a", "b"], plan.Open(Signed()).Select(slot => slot.Id));
        Assert.Equal(["b"], plan.Open(Signed("a")).Select(slot => slot.Id));
        Assert.False(plan.MaySign("witness", Signed("a")));
        Assert.True(plan.MaySign("witness", Signed("a", "b")));
        Assert.True(plan.IsComplete(Signed("a", "b", "witness")));
        Assert.False(plan.MaySign("nobody", Signed()));
    }

    [Fact]
    public void Open_AGroupAndAnOptionalSlot_OneOfTheGroupIsEnoughAndNobodyWaitsForTheOptional()
    {
        SigningPlan plan = new([new("deputy", 1, "leader"), new("chair", 1, "leader"), new("witness", 1, null, true), new("seal", 2)]);
        Assert.False(plan.MaySign("seal", Signed()));
        Assert.False(plan.MaySign("chair", Signed("deputy")));
        Assert.True(plan.MaySign("witness", Signed("deputy")));
        Assert.True(plan.MaySign("seal", Signed("deputy")));
        Assert.False(plan.MaySign("witness", Signed("deputy", "seal")));
        Assert.True(plan.IsComplete(Signed("deputy", "seal")));
    }

    [Fact]
    public void Plan_WithTwoSlotsOfOneName_IsNotMade() => Assert.Throws<ArgumentException>(() => new SigningPlan([new("a", 1), new("a", 2)]));

    private static Gen<PlannedSlot> Slot =>
        from order in Gen.Choose(1, 3)
        from grouped in Gen.Elements("", "g", "h")
        from optional in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new PlannedSlot("", order, grouped.Length == 0 ? null : grouped, optional);

    /// <summary>Signs whatever may be signed, in a random order, until nothing may be.</summary>
    private static bool Walk(PlannedSlot[] slots, int[] choices)
    {
        SigningPlan plan = new(slots);
        HashSet<string> signed = [];
        int last = int.MinValue;
        foreach (int choice in choices)
        {
            IReadOnlyList<PlannedSlot> open = plan.Open(signed);
            if (open.Count == 0)
            {
                break;
            }

            PlannedSlot next = open[choice % open.Count];
            bool early = slots.Any(s => s.Order < next.Order && !s.Optional && !signed.Contains(s.Id) && !(s.Group is not null && slots.Any(o => o.Group == s.Group && o.Order == s.Order && signed.Contains(o.Id))));
            if (next.Order < last || early || !signed.Add(next.Id))
            {
                return false;
            }

            last = next.Order;
        }

        bool onceAGroup = slots.Where(s => s.Group is not null && signed.Contains(s.Id)).GroupBy(s => (s.Group, s.Order)).All(g => g.Count() == 1);
        return onceAGroup && plan.Open(signed).Count == 0 && plan.IsComplete(signed);
    }

    private static HashSet<string> Signed(params string[] ids) => [.. ids];
}
