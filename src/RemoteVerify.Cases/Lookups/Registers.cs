namespace RemoteVerify.Cases.Lookups;

/// <summary>How a database is named on papers and in records.</summary>
/// <param name="Id">Stable id of the provider, as procedures name it.</param>
/// <param name="Keeper">Who keeps it.</param>
/// <param name="Database">Its name.</param>
public sealed record DatabaseName(string Id, string Keeper, string Database);

/// <summary>The national population database (Law 26/2023/QH15 article 9).</summary>
public interface IPopulationData
{
    DatabaseName Name { get; }

    /// <summary>Asks for the fields; a person must exist under the number and have the name.</summary>
    Task<DatabaseAnswer> AskAsync(LookupQuestion question, IReadOnlyList<PopulationField> fields, CancellationToken cancellationToken);
}

/// <summary>The civil-status register of the own agency (sổ hộ tịch, cơ sở dữ liệu hộ tịch).</summary>
public interface ICivilStatusRegister
{
    DatabaseName Name { get; }

    /// <summary>What the register says of a person's marriages; the values are those of <see cref="MaritalFacts"/>.</summary>
    Task<DatabaseAnswer> AskMaritalAsync(LookupQuestion question, CancellationToken cancellationToken);
}

/// <summary>Names of the values in an answer about a marital status.</summary>
public static class MaritalFacts
{
    /// <summary>Id of a phrase of the procedure: <c>never-married</c>, <c>married</c>, <c>divorced</c>, <c>widowed</c>, ...</summary>
    public const string Status = "marital-status";

    public const string Spouse = "spouse";
    public const string CertificateNumber = "certificate-number";
    public const string CertificateIssuer = "certificate-issuer";
    public const string CertificateDate = "certificate-date";
    public const string DecisionNumber = "decision-number";
    public const string DecisionDate = "decision-date";
    public const string Court = "court";
    public const string ProofNumber = "proof-number";
    public const string ProofIssuer = "proof-issuer";
    public const string ProofDate = "proof-date";
    public const string UnmarriedFrom = "unmarried-from";
    public const string UnmarriedUntil = "unmarried-until";
}
