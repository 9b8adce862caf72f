using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Server.Composition;

/// <summary>What Production does not take. Every reason is named at once; there is no switch around any of them.</summary>
internal static class ProductionGate
{
    /// <exception cref="InvalidDataException">Names everything that stands in the way.</exception>
    public static void Require(ServiceOptions options, ModelCatalog models)
    {
        string[] refusals = [.. Refusals(options, models)];
        if (refusals.Length > 0)
        {
            throw new InvalidDataException($"Production is refused: {string.Join("; ", refusals)}. Start it with ASPNETCORE_ENVIRONMENT=Development.");
        }
    }

    public static IEnumerable<string> Refusals(ServiceOptions options, ModelCatalog models)
    {
        foreach (string refused in AuthorityKeys.Refusals(options.Keys))
        {
            yield return refused;
        }

        if (options.ClientsFile is null)
        {
            yield return "no Service:ClientsFile is set, and development clients are not for Production";
        }

        if (options.OfficerSignIn.Demand == Security.Officers.OfficerFactor.None)
        {
            yield return "Service:OfficerSignIn:Demand is None, and officers' decisions need a client certificate or a one-time code";
        }

        if (options.TestPolicyFile is not null)
        {
            yield return "Service:TestPolicyFile is set, and a test policy lets attacks pass";
        }

        if (options.Webhooks.AllowLoopback)
        {
            yield return "Service:Webhooks:AllowLoopback is set, and clients could reach what runs on this machine";
        }

        if (ProductionRule.Refusal(models, Acceptance(options.ModelAcceptanceFile)) is { } refusal)
        {
            yield return refusal;
        }
    }

    /// <summary>Keys in tokens whose certificates come from a development hierarchy are development keys all the same.</summary>
    /// <exception cref="InvalidDataException">They do.</exception>
    public static void Require(AuthorityKeys keys)
    {
        if (keys.IsDevelopment)
        {
            throw new InvalidDataException("Production is refused: the certificates of Service:Keys come from a development hierarchy; have the keys certified by an authority of your own.");
        }
    }

    /// <summary>Cases are opened with verified versions only, so a service without one would have nothing to do.</summary>
    /// <exception cref="InvalidDataException">No version that is in force on <paramref name="today"/> is verified.</exception>
    public static async Task RequireAsync(IUnitOfWorkFactory stores, DateOnly today, CancellationToken cancellationToken)
    {
        ProcedureLibrary library = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: false));
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        if ((await library.ReadAsync(unit, cancellationToken)).Verified.InForce(today).Count == 0)
        {
            throw new InvalidDataException(
                "Production is refused: no lawyer has verified a version of a procedure that is in force today; have one verified (docs/procedures.md) and import it with ./rv procedures import FILE --data DIR --production.");
        }
    }

    private static ProvenanceAcceptance? Acceptance(string? file) => file is null ? null : ProvenanceAcceptance.Read(File.ReadAllBytes(file));
}
