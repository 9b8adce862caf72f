using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Results;

/// <summary>What the repository keeps of a result beside its bytes.</summary>
/// <param name="Type">Code of the kind of result.</param>
/// <param name="Number">Number in the register book, or null.</param>
/// <param name="Owners">Whose it is.</param>
/// <param name="Validity">When it may be used; null for always.</param>
public sealed record ResultFacts(string Type, string? Number, IReadOnlyList<ResultOwner> Owners, ValidityPeriod? Validity)
{
    /// <summary>What a case alone tells: its procedure, its number, its people, and until when its paper is valid.</summary>
    /// <param name="file">The case.</param>
    /// <param name="issuedAt">When the result is stored; a validity of so many months ends with its last day in Vietnam.</param>
    public static ResultFacts Of(CaseFile file, DateTimeOffset issuedAt)
    {
        ArgumentNullException.ThrowIfNull(file);
        ValidityPeriod? validity = file.ResultValidityMonths is { } months
            ? new ValidityPeriod(issuedAt, VietnamTime.Start(VietnamTime.Day(issuedAt).AddMonths(months).AddDays(1)))
            : null;
        IEnumerable<Participant> owners = file.Participants.Where(p => p.Kind != ParticipantKind.Helper);
        return new ResultFacts(file.ProcedureCode, file.Number?.Printed, [.. owners.Select(p => new ResultOwner(p.PersonalNumber, p.FullName))], validity);
    }

    public override string ToString() => $"ResultFacts {Type}";
}
