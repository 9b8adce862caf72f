using System.Text.Json;
using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.Procedures;

/// <summary>The procedures that a host offers; read from data, chosen by code and day.</summary>
public sealed class ProcedureCatalog(IReadOnlyList<Procedure> versions)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Code of the trial procedure that is delivered with the service.</summary>
    public const string RemoteContractTest = "remote-contract-test";

    /// <summary>Every version of every procedure.</summary>
    public IReadOnlyList<Procedure> Versions { get; } = versions;

    /// <summary>The procedures delivered with the service.</summary>
    public static ProcedureCatalog Delivered()
    {
        System.Reflection.Assembly assembly = typeof(ProcedureCatalog).Assembly;
        var versions = new List<Procedure>();
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".procedure.json", StringComparison.Ordinal)).Order())
        {
            using Stream data = assembly.GetManifestResourceStream(name)!;
            versions.Add(JsonSerializer.Deserialize<Procedure>(data, Json)!);
        }

        return new ProcedureCatalog(versions);
    }

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
}
