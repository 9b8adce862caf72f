using System.Globalization;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Dossiers.Cards;

/// <summary>How what the camera read stands to what the form holds.</summary>
public enum CardProposalState
{
    /// <summary>The field is empty; the value is offered.</summary>
    Open,

    /// <summary>The field holds the same.</summary>
    Same,

    /// <summary>Somebody typed something else; the person chooses.</summary>
    Differs,

    /// <summary>A better source (chip, register) holds something else, and keeps it.</summary>
    Held,
}

/// <summary>A value read from a card for a field of the form.</summary>
/// <param name="Rule">The field.</param>
/// <param name="Value">As fields keep it.</param>
/// <param name="State">How it stands to what is there.</param>
/// <param name="Stands">What is there, or null.</param>
public sealed record CardProposal(FormFieldRule Rule, string Value, CardProposalState State, FieldValue? Stands)
{
    /// <summary>Values name people.</summary>
    public override string ToString() => $"CardProposal {Rule.Id} ({State})";
}

/// <summary>What a reading of a card offers to a form. Offering changes nothing; the person sends what they have looked at.</summary>
public static class CardProposals
{
    private static readonly HashSet<string> Printed = ["full-name", "personal-number", "birth-date", "sex", "residence"];

    /// <summary>Whether a form has a field that a card can fill.</summary>
    public static bool AreOf(Procedure procedure)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        return procedure.Form.Any(Takes);
    }

    /// <summary>The card is of the person whom the form is about: the case knows their number.</summary>
    public static bool IsOfApplicant(CaseFile file, CardReading reading)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(reading);
        return FormPerson.Of(file)?.PersonalNumber == reading.PersonalNumber;
    }

    /// <summary>One proposal for each field that the card can fill, in the form's order; none when the card is another person's.</summary>
    public static IReadOnlyList<CardProposal> Of(Procedure procedure, CaseFile file, CardReading reading)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        return !IsOfApplicant(file, reading) ? [] :
        [
            .. from rule in procedure.Form
               where Takes(rule)
               let value = FieldFaults.Clean(Value(rule, reading))
               where value.Length > 0 && FieldFaults.Of(rule, value) is null
               let stands = file.Dossier.Field(rule.Id)
               select new CardProposal(rule, value, State(stands, value), stands),
        ];
    }

    private static bool Takes(FormFieldRule rule) => Printed.Contains(rule.Id) && rule.FilledFrom.Contains(FormSource.Typed);

    private static string? Value(FormFieldRule rule, CardReading reading) => rule.Id switch
    {
        "full-name" => reading.FullName,
        "personal-number" => reading.PersonalNumber,
        "birth-date" => reading.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "sex" => reading.Sex switch { 'M' => "male", 'F' => "female", _ => null },
        _ => reading.Residence,
    };

    /// <summary>Registers write names in capitals; that is no difference.</summary>
    private static CardProposalState State(FieldValue? stands, string value) => stands is null ? CardProposalState.Open
        : string.Equals(stands.Value, value, StringComparison.OrdinalIgnoreCase) ? CardProposalState.Same
        : stands.IsFromSource ? CardProposalState.Held
        : CardProposalState.Differs;
}
