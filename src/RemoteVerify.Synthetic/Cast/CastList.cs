using RemoteVerify.Synthetic.People;

namespace RemoteVerify.Synthetic.Cast;

/// <summary>The people of the demo. They were chosen by the matcher's scores, so they say nothing about its accuracy.</summary>
public static class CastList
{
    /// <summary>Everyone, in a fixed order.</summary>
    public static IReadOnlyList<CastMember> All { get; } =
    [
        new("lan", "Nguyễn", "Thị Mai Lan", new(1991, 3, 14), Sex.Female, "001191000000", CastRole.Citizen, new PersonParameters()),
        new("hung", "Trần", "Quốc Hưng", new(1984, 9, 2), Sex.Male, "079084000000", CastRole.Impostor, new PersonParameters()),
        new("thao", "Lê", "Phương Thảo", new(1978, 6, 21), Sex.Female, "048178000000", CastRole.Officer, new PersonParameters()),
        new("duc", "Phạm", "Minh Đức", new(1999, 12, 5), Sex.Male, "031099000000", CastRole.Bystander, new PersonParameters()),
        new("sau", "Võ", "Thị Sáu Hòa", new(1957, 1, 30), Sex.Female, "092157000000", CastRole.Bystander, new PersonParameters()),
        new("binh", "Hoàng", "Văn Bình", new(1962, 8, 19), Sex.Male, "040062000000", CastRole.Bystander, new PersonParameters()),
    ];

    /// <summary>The first member with a role.</summary>
    public static CastMember WithRole(CastRole role) => All.First(member => member.Role == role);

    /// <summary>The member with an id.</summary>
    public static CastMember WithId(string id) => All.First(member => member.Id == id);
}
