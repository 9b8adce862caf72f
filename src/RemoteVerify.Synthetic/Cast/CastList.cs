using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>The people of the demo. They were chosen by the matcher's scores, so they say nothing about its accuracy.</summary>
public static class CastList
{
    /// <summary>Everyone, in a fixed order.</summary>
    public static IReadOnlyList<CastMember> All { get; } =
    [
        Member(32, "lan", "Nguyễn", "Thị Mai Lan", new(1991, 3, 14), Sex.Female, "001191000000", CastRole.Citizen),
        Member(1006, "hung", "Trần", "Quốc Hưng", new(1984, 9, 2), Sex.Male, "079084000000", CastRole.Impostor),
        Member(2005, "thao", "Lê", "Phương Thảo", new(1978, 6, 21), Sex.Female, "048178000000", CastRole.Officer),
        Member(3028, "duc", "Phạm", "Minh Đức", new(1999, 12, 5), Sex.Male, "031099000000", CastRole.Bystander),
        Member(4028, "sau", "Võ", "Thị Sáu Hòa", new(1957, 1, 30), Sex.Female, "092157000000", CastRole.Bystander),
        Member(5023, "binh", "Hoàng", "Văn Bình", new(1962, 8, 19), Sex.Male, "040062000000", CastRole.Bystander),
    ];

    /// <summary>The first member with a role.</summary>
    public static CastMember WithRole(CastRole role) => All.First(member => member.Role == role);

    /// <summary>The member with an id.</summary>
    public static CastMember WithId(string id) => All.First(member => member.Id == id);

    // Seeds were found by the casting search, under both sets of networks.
    // The age in the year of the demo decides folds, grey hair and hair line.
    private static CastMember Member(
        ulong seed, string id, string familyName, string givenNames, DateOnly birth, Sex sex, string number, CastRole role) =>
        new(id, familyName, givenNames, birth, sex, number, role, PersonGenerator.Draw(seed, sex == Sex.Female, 2026 - birth.Year));
}
