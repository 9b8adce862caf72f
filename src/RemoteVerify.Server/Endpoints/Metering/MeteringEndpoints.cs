using System.Globalization;
using System.Security.Claims;
using System.Text;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tenants;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Metering;

/// <summary>What tenants did in a month, as CSV (RFC 4180).</summary>
public static class MeteringEndpoints
{
    private const string MediaType = "text/csv";

    public static void MapMetering(this RouteGroupBuilder api) =>
        api.MapGet("/metering", async (string? month, ClaimsPrincipal user, ReadMetering act, TenantTree tenants, CancellationToken cancellationToken) =>
                (await act.DoAsync(user.Actor(), month, cancellationToken)).Answer(report => TypedResults.Text(Csv(report, tenants), $"{MediaType}; header=present", Encoding.UTF8)))
            .WithName("ReadMetering")
            .WithSummary("Acts by tenant, month and operation as CSV")
            .WithDescription("`month` is YYYY-MM of Vietnam's calendar. A token with the scope `metering` sees its own tenant, one with `reporting` also those below.")
            .WithTags("Metering")
            .RequireAuthorization()
            .Produces<string>(contentType: MediaType);

    /// <summary>Tenants, months and codes have no character that CSV or a table program would take for more than text.</summary>
    private static string Csv(MeterReport report, TenantTree tenants)
    {
        StringBuilder text = new("tenant,parent,month,operation,done,refused\r\n");
        foreach (MeterLine line in report.Lines)
        {
            TenantId? parent = tenants.Find(line.Tenant)?.Parent;
            text.Append(CultureInfo.InvariantCulture, $"{line.Tenant},{parent?.Value},{report.Month},{line.Operation},{line.Done},{line.Refused}\r\n");
        }

        return text.ToString();
    }
}
