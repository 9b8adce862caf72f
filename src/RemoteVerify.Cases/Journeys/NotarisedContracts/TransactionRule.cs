using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>Which transactions may be concluded with parties in different places (Law 46/2024/QH15 article 65: no will, no other unilateral act).</summary>
public static class TransactionRule
{
    /// <summary>The field of the form that says the kind of transaction.</summary>
    public const string Field = "transaction";

    /// <summary>The field that says what the transaction is about.</summary>
    public const string AssetField = "asset";

    /// <summary>The kind, or the refusal with the explanation of the procedure's data; done with null for journeys without such a rule.</summary>
    public static Outcome<TransactionKind?> Check(Procedure procedure, CaseFile file)
    {
        if (procedure.Notarised is not { } options)
        {
            return (TransactionKind?)null;
        }

        string kind = file.Dossier.Value(Field) ?? "";
        if (options.Excluded.FirstOrDefault(excluded => excluded.Id == kind) is { } excluded)
        {
            return new Refusal(RefusalCode.TransactionExcluded, excluded.ExplanationVi, [], [excluded.Id]);
        }

        return options.Find(kind) is { } allowed
            ? allowed
            : new Refusal(RefusalCode.TransactionUnknown, "Name the kind of transaction with one of the procedure's ids, then go on.", [], [.. options.Transactions.Select(t => t.Id)]);
    }
}
