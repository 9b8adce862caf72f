namespace RemoteVerify.Cases.Procedures;

/// <summary>Versions of procedures at one moment; chosen by code and day.</summary>
public sealed class ProcedureCatalog(IReadOnlyList<Procedure> versions)
{
    private static readonly Lazy<ProcedureCatalog> Embedded = new(() => new ProcedureCatalog([.. DeliveredData.Files.Select(f => f.Procedure).OfType<Procedure>()]));

    /// <summary>Code of the trial procedure that is delivered with the service.</summary>
    public const string RemoteContractTest = "remote-contract-test";

    /// <summary>Every version of every procedure.</summary>
    public IReadOnlyList<Procedure> Versions { get; } = versions;

    /// <summary>The procedures delivered with the service.</summary>
    public static ProcedureCatalog Delivered() => Embedded.Value;

    /// <summary>Only what a lawyer has verified and is no trial.</summary>
    public ProcedureCatalog Verified => new([.. Versions.Where(v => !v.IsTest)]);

    /// <summary>The version with this code and name; a case can only have been opened with one that was there.</summary>
    /// <exception cref="InvalidOperationException">There is none: the data were taken away.</exception>
    public Procedure Version(string code, string version) =>
        Versions.FirstOrDefault(v => v.Code == code && v.Version == version)
        ?? throw new InvalidOperationException($"The version {version} of the procedure {code} is missing; versions are never taken away.");

    /// <summary>The version in force on <paramref name="day"/>, the newest start first.</summary>
    public Outcome<Procedure> Find(string code, DateOnly day)
    {
        Procedure[] ofCode = [.. Versions.Where(v => v.Code == code).OrderByDescending(v => v.EffectiveFrom)];
        if (ofCode.Length == 0)
        {
            return new Refusal(RefusalCode.ProcedureUnknown, "No procedure has this code. Ask for the list of procedures and use a code from it.");
        }

        return ofCode.FirstOrDefault(v => v.IsInForce(day)) is { } found
            ? found
            : new Refusal(RefusalCode.ProcedureNotInForce, "This procedure is not in force today. Choose one that is.");
    }

    /// <summary>The version in force of every procedure that has one on <paramref name="day"/>.</summary>
    public IReadOnlyList<Procedure> InForce(DateOnly day) =>
        [.. Versions.Select(v => v.Code).Distinct().Order(StringComparer.Ordinal).Select(code => Find(code, day)).Where(found => found.IsDone).Select(found => found.Value)];
}
