using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Results;

/// <summary>What the repository keeps of a result beside its bytes.</summary>
/// <param name="Type">Code of the kind of result.</param>
/// <param name="Number">Number in the register book, or null.</param>
/// <param name="Owners">Whose it is.</param>
/// <param name="Validity">When it may be used; null for always.</param>
public sealed record ResultFacts(string Type, string? Number, IReadOnlyList<ResultOwner> Owners, ValidityPeriod? Validity)
{
    /// <summary>What a case alone tells: its procedure, its code, its people, no end.</summary>
    public static ResultFacts Of(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new ResultFacts(file.ProcedureCode, null, [.. file.Participants.Select(p => new ResultOwner(p.PersonalNumber, p.FullName))], null);
    }

    public override string ToString() => $"ResultFacts {Type}";
}
