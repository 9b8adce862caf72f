namespace RemoteVerify.Cases.Procedures;

/// <summary>What a field of the form takes.</summary>
public enum FormFieldType
{
    Text,
    Date,
    Number,

    /// <summary>Số định danh cá nhân, twelve digits.</summary>
    PersonalNumber,

    /// <summary>One of <see cref="FormFieldRule.Choices"/>.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    Flag,
}

/// <summary>Where a field may be filled from; what a source filled carries that source.</summary>
public enum FormSource
{
    /// <summary>The person types it.</summary>
    Typed,
    Chip,
    VNeID,
    PopulationDatabase,
    CivilStatusRegister,
    EarlierCase,
}

/// <summary>One answer of a choice.</summary>
public sealed record FormChoice(string Id, string TitleVi, string TitleEn);

/// <summary>A field of the applicant's form (biểu mẫu điện tử tương tác).</summary>
/// <param name="Id">Unique in the form.</param>
/// <param name="TitleVi">Label in Vietnamese.</param>
/// <param name="TitleEn">Label in English.</param>
/// <param name="Type">What it takes.</param>
/// <param name="Required">The form is not complete without it.</param>
public sealed record FormFieldRule(string Id, string TitleVi, string TitleEn, FormFieldType Type, bool Required)
{
    /// <summary>Sources that may fill it, the best first; the person types it where none answers.</summary>
    public IReadOnlyList<FormSource> FilledFrom { get; init; } = [FormSource.Typed];

    /// <summary>The answers of a choice.</summary>
    public IReadOnlyList<FormChoice> Choices { get; init; } = [];

    /// <summary>Longest text, in characters.</summary>
    public int MaximumLength { get; init; } = 200;
}
