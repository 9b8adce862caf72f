// Law 26/2023/QH15 on identification, article 9: what the national population database holds. The list is closed: of the
// identification database (article 15) nothing is asked, so no fingerprint, iris, voice or DNA can come into a case.
namespace RemoteVerify.Cases.Lookups;

/// <summary>The groups of data of the national population database, in the law's order.</summary>
public enum PopulationField
{
    FullName = 1,
    OtherName,
    PersonalNumber,
    BirthDate,
    Sex,
    BirthPlace,
    BirthRegistrationPlace,
    HomeTown,
    Ethnicity,
    Religion,
    Nationality,
    BloodGroup,
    OldIdentityNumber,
    IdentityCard,
    Family,
    PermanentResidence,
    TemporaryResidence,
    TemporaryAbsence,
    CurrentResidence,
    HouseholdRelation,
    MaritalStatus,
    DeathOrMissing,
    Mobile,
    Email,
    Household,
}

/// <summary>A group of data with the names it goes by.</summary>
/// <param name="Field">Which.</param>
/// <param name="Code">The stable code in procedures, questions and answers.</param>
/// <param name="TitleVi">As printed on the snapshot of a look-up.</param>
public sealed record PopulationFieldName(PopulationField Field, string Code, string TitleVi)
{
    public override string ToString() => $"PopulationFieldName {Field}";
}

/// <summary>The groups by their codes.</summary>
public static class PopulationFields
{
    /// <summary>Every group, in the law's order.</summary>
    public static IReadOnlyList<PopulationFieldName> All { get; } =
    [
        new(PopulationField.FullName, "full-name", "Họ, chữ đệm và tên khai sinh"),
        new(PopulationField.OtherName, "other-name", "Tên gọi khác"),
        new(PopulationField.PersonalNumber, "personal-number", "Số định danh cá nhân"),
        new(PopulationField.BirthDate, "birth-date", "Ngày, tháng, năm sinh"),
        new(PopulationField.Sex, "sex", "Giới tính"),
        new(PopulationField.BirthPlace, "birth-place", "Nơi sinh"),
        new(PopulationField.BirthRegistrationPlace, "birth-registration-place", "Nơi đăng ký khai sinh"),
        new(PopulationField.HomeTown, "home-town", "Quê quán"),
        new(PopulationField.Ethnicity, "ethnicity", "Dân tộc"),
        new(PopulationField.Religion, "religion", "Tôn giáo"),
        new(PopulationField.Nationality, "nationality", "Quốc tịch"),
        new(PopulationField.BloodGroup, "blood-group", "Nhóm máu"),
        new(PopulationField.OldIdentityNumber, "old-identity-number", "Số chứng minh nhân dân 09 số"),
        new(PopulationField.IdentityCard, "identity-card", "Ngày cấp, nơi cấp, thời hạn của thẻ căn cước"),
        new(PopulationField.Family, "family", "Cha, mẹ, vợ hoặc chồng, con, người đại diện"),
        new(PopulationField.PermanentResidence, "permanent-residence", "Nơi thường trú"),
        new(PopulationField.TemporaryResidence, "temporary-residence", "Nơi tạm trú"),
        new(PopulationField.TemporaryAbsence, "temporary-absence", "Tình trạng khai báo tạm vắng"),
        new(PopulationField.CurrentResidence, "current-residence", "Nơi ở hiện tại"),
        new(PopulationField.HouseholdRelation, "household-relation", "Quan hệ với chủ hộ"),
        new(PopulationField.MaritalStatus, "marital-status", "Tình trạng hôn nhân"),
        new(PopulationField.DeathOrMissing, "death-or-missing", "Ngày, tháng, năm chết hoặc mất tích"),
        new(PopulationField.Mobile, "mobile", "Số thuê bao di động"),
        new(PopulationField.Email, "email", "Địa chỉ thư điện tử"),
        new(PopulationField.Household, "household", "Chủ hộ và các thành viên hộ gia đình"),
    ];

    /// <summary>Other names that procedures use for a group.</summary>
    private static readonly Dictionary<string, PopulationField> Aliases = new(StringComparer.Ordinal)
    {
        ["identity-document"] = PopulationField.IdentityCard,
        ["residence"] = PopulationField.PermanentResidence,
    };

    /// <summary>The group of a code or of another name for it; null when there is none.</summary>
    public static PopulationFieldName? Find(string? code) => code is null ? null
        : Aliases.TryGetValue(code, out PopulationField field) ? Of(field)
        : All.FirstOrDefault(name => name.Code == code);

    public static PopulationFieldName Of(PopulationField field) => All.First(name => name.Field == field);
}
