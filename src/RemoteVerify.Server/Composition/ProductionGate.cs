using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Composition.Keys;
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

    public static IEnumerable<string> Refusals(ServiceOptions options, ModelCatalog models) => Reasons(options, models).Select(reason => reason.Text);

    /// <summary>The same with the area of each, for <c>./rv doctor</c>.</summary>
    public static IEnumerable<GateReason> Reasons(ServiceOptions options, ModelCatalog models) =>
        [.. ReasonsOfSettings(options), .. ProductionRule.Refusal(models, Acceptance(options.ModelAcceptanceFile)) is { } refusal ? new[] { new GateReason("models", refusal) } : []];

    /// <summary>What the settings alone say.</summary>
    public static IEnumerable<GateReason> ReasonsOfSettings(ServiceOptions options)
    {
        foreach (string refused in AuthorityKeys.Refusals(options.Keys))
        {
            yield return new GateReason("keys", refused);
        }

        if (options.ClientsFile is null)
        {
            yield return new GateReason("clients", "no Service:ClientsFile is set, and development clients are not for Production");
        }

        if (options.OfficerSignIn.Demand == Security.Officers.OfficerFactor.None)
        {
            yield return new GateReason("officers", "Service:OfficerSignIn:Demand is None, and officers' decisions need a client certificate or a one-time code");
        }

        if (options.TestPolicyFile is not null)
        {
            yield return new GateReason("policy", "Service:TestPolicyFile is set, and a test policy lets attacks pass");
        }

        if (options.Webhooks.AllowLoopback)
        {
            yield return new GateReason("webhooks", "Service:Webhooks:AllowLoopback is set, and clients could reach what runs on this machine");
        }

        if (options.Agencies.SendTestCases)
        {
            yield return new GateReason("agencies", "Service:Agencies:SendTestCases is set, and agencies would take trials for cases");
        }
    }

    /// <summary>Keys in tokens whose certificates come from a development hierarchy are development keys all the same.</summary>
    /// <exception cref="InvalidDataException">They do.</exception>
    public static void Require(AuthorityKeys keys)
    {
        if (ReasonOfCertificates(keys.IsDevelopment) is { } reason)
        {
            throw Refused(reason);
        }
    }

    public static GateReason? ReasonOfCertificates(bool areOfDevelopment) => areOfDevelopment
        ? new GateReason("keys", "the certificates of Service:Keys come from a development hierarchy; have the keys certified by an authority of your own")
        : null;

    /// <summary>Cases are opened with verified versions only, so a service without one would have nothing to do.</summary>
    /// <exception cref="InvalidDataException">No version that is in force on <paramref name="today"/> is verified.</exception>
    public static async Task RequireAsync(IUnitOfWorkFactory stores, DateOnly today, CancellationToken cancellationToken)
    {
        if (await ReasonOfProceduresAsync(stores, today, cancellationToken) is { } reason)
        {
            throw Refused(reason);
        }
    }

    public static async Task<GateReason?> ReasonOfProceduresAsync(IUnitOfWorkFactory stores, DateOnly today, CancellationToken cancellationToken)
    {
        ProcedureLibrary library = new(ProcedureCatalog.Delivered(), new ProcedureRule(TakesUnverified: false));
        await using IUnitOfWork unit = await stores.BeginAsync(cancellationToken);
        return (await library.ReadAsync(unit, cancellationToken)).Verified.InForce(today).Count > 0 ? null : new GateReason(
            "procedures",
            "no lawyer has verified a version of a procedure that is in force today; have one verified (docs/procedures.md) and import it with ./rv procedures import FILE --data DIR --production");
    }

    private static InvalidDataException Refused(GateReason reason) => new($"Production is refused: {reason.Text}.");

    private static ProvenanceAcceptance? Acceptance(string? file) => file is null ? null : ProvenanceAcceptance.Read(File.ReadAllBytes(file));
}

/// <summary>Why Production is refused.</summary>
/// <param name="Area">What it is about, in one word.</param>
/// <param name="Text">A clause that says what is wrong and what to do.</param>
internal sealed record GateReason(string Area, string Text);
