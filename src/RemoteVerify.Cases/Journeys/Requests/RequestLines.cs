using System.Globalization;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Cases.Journeys.Requests;

/// <summary>The form's fields as printed.</summary>
public static class RequestLines
{
    /// <summary>Every field that has a value, in the form's order.</summary>
    public static IReadOnlyList<RequestLine> Of(Procedure procedure, Dossier dossier) =>
    [
        .. from rule in procedure.Form
           let field = dossier.Field(rule.Id)
           where field is not null
           select new RequestLine(rule.TitleVi, Print(rule, field.Value), SourceText(field.Source)) { Claimed = field.Contest is { } contest ? Print(rule, contest.Claimed) : null },
    ];

    /// <summary>A value as people read it: days as <c>dd/MM/yyyy</c>, choices by their titles; flags keep <c>true</c> and <c>false</c>.</summary>
    public static string Print(FormFieldRule rule, string value) => rule.Type switch
    {
        FormFieldType.Date when FieldFaults.Date(value) is { } day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        FormFieldType.Choice => rule.Choices.FirstOrDefault(choice => choice.Id == value)?.TitleVi ?? value,
        _ => value,
    };

    /// <summary>What a camera read and the person confirmed is the person's own statement on paper.</summary>
    private static string SourceText(ValueSource source) => source switch
    {
        ValueSource.Chip => "source-chip",
        ValueSource.VNeID => "source-vneid",
        ValueSource.PopulationDatabase => "source-population",
        ValueSource.CivilStatusRegister => "source-register",
        ValueSource.EarlierCase => "source-earlier",
        ValueSource.Officer => "source-officer",
        _ => "source-typed",
    };
}
