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
/// <param name="Code">The stable code in procedures, questions and answers; its printed title is the text <c>field-CODE</c> of the snapshot's template.</param>
public sealed record PopulationFieldName(PopulationField Field, string Code)
{
    public override string ToString() => $"PopulationFieldName {Field}";
}

/// <summary>The groups by their codes.</summary>
public static class PopulationFields
{
    /// <summary>Every group, in the law's order.</summary>
    public static IReadOnlyList<PopulationFieldName> All { get; } =
    [
        new(PopulationField.FullName, "full-name"),
        new(PopulationField.OtherName, "other-name"),
        new(PopulationField.PersonalNumber, "personal-number"),
        new(PopulationField.BirthDate, "birth-date"),
        new(PopulationField.Sex, "sex"),
        new(PopulationField.BirthPlace, "birth-place"),
        new(PopulationField.BirthRegistrationPlace, "birth-registration-place"),
        new(PopulationField.HomeTown, "home-town"),
        new(PopulationField.Ethnicity, "ethnicity"),
        new(PopulationField.Religion, "religion"),
        new(PopulationField.Nationality, "nationality"),
        new(PopulationField.BloodGroup, "blood-group"),
        new(PopulationField.OldIdentityNumber, "old-identity-number"),
        new(PopulationField.IdentityCard, "identity-card"),
        new(PopulationField.Family, "family"),
        new(PopulationField.PermanentResidence, "permanent-residence"),
        new(PopulationField.TemporaryResidence, "temporary-residence"),
        new(PopulationField.TemporaryAbsence, "temporary-absence"),
        new(PopulationField.CurrentResidence, "current-residence"),
        new(PopulationField.HouseholdRelation, "household-relation"),
        new(PopulationField.MaritalStatus, "marital-status"),
        new(PopulationField.DeathOrMissing, "death-or-missing"),
        new(PopulationField.Mobile, "mobile"),
        new(PopulationField.Email, "email"),
        new(PopulationField.Household, "household"),
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
