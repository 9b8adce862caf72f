using System.Net.Http.Headers;
using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Payments;
using RemoteVerify.Server.Agencies;

namespace RemoteVerify.Server.Payments;

/// <summary>
/// The gateway over HTTP: <c>POST orders</c>, <c>GET orders/{id}</c>, each signed as call-backs are. No provider's own form was at hand: this is ours,
/// and another provider is another class behind <see cref="IPaymentGateway"/>.
/// </summary>
public sealed class PaymentGatewayClient(AgencyLine line, PaymentOptions options, CallbackCheck keys, Uri publicAddress, TimeProvider clock) : IPaymentGateway
{
    /// <summary>Name of the client with its time limit.</summary>
    public const string ClientName = "payments";

    private const int LongestText = 1024;

    public async Task<GatewayAnswer> OpenAsync(PaymentOrder order, CancellationToken cancellationToken)
    {
        if (Merchant(order.Tenant) is not { } merchant)
        {
            return new GatewayAnswer.NotAvailable("not-configured");
        }

        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new OrderBody(order.Id, merchant, order.AmountVnd, order.Description, order.ExpiresAt, order.Purpose, order.LegalBasis, new Uri(publicAddress, "/v1/payments/callbacks")), AgencyLine.Json);
        LineAnswer answer = await line.PostAsync(new Uri(options.Address!, "orders"), body, Signing(order.Id, body), cancellationToken);
        if (Read<OpenedBody>(answer, out string trouble) is not { } opened)
        {
            return new GatewayAnswer.NotAvailable(trouble);
        }

        // A gateway that took another amount than we asked for must not collect it.
        return opened.AmountVnd != order.AmountVnd ? new GatewayAnswer.NotAvailable("amount-differs")
            : opened is { Order.Length: > 0 and <= LongestText, Qr.Length: > 0 and <= LongestText } && IsWeb(opened.Address) ? new GatewayAnswer.Opened(opened.Order, opened.Address, opened.Qr)
            : new GatewayAnswer.NotAvailable("malformed");
    }

    public async Task<GatewayAnswer> AskAsync(TenantId tenant, Guid id, CancellationToken cancellationToken)
    {
        if (Merchant(tenant) is null)
        {
            return new GatewayAnswer.NotAvailable("not-configured");
        }

        LineAnswer answer = await line.GetAsync(new Uri(options.Address!, $"orders/{id:D}"), Signing(id, []), cancellationToken);
        if (answer.Status == StatusCodes.Status404NotFound)
        {
            return new GatewayAnswer.Unknown();
        }

        return Read<StateBody>(answer, out string trouble) is not { } state ? new GatewayAnswer.NotAvailable(trouble) : state switch
        {
            { State: "paid", Receipt: { Length: > 0 } receipt, AmountVnd: { } amount, PaidAt: { } at } => new GatewayAnswer.Paid(receipt, amount, at),
            { State: "pending" } => new GatewayAnswer.Pending(),
            { State: "expired" } => new GatewayAnswer.Expired(),
            _ => new GatewayAnswer.NotAvailable("malformed"),
        };
    }

    private string? Merchant(TenantId tenant) => options.Address is not null && options.Merchants.TryGetValue(tenant.Value, out string? merchant) ? merchant : null;

    private static bool IsWeb(Uri address) => address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private Action<HttpRequestHeaders> Signing(Guid id, byte[] body) => headers =>
    {
        DateTimeOffset now = clock.GetUtcNow();
        headers.Add(PaymentSignature.IdHeader, id.ToString("D"));
        headers.Add(PaymentSignature.TimestampHeader, PaymentSignature.Timestamp(now));
        headers.TryAddWithoutValidation(PaymentSignature.SignatureHeader, PaymentSignature.Sign(id.ToString("D"), now, body, keys.OrderKey));
    };

    private T? Read<T>(LineAnswer answer, out string trouble)
        where T : class
    {
        trouble = answer.Trouble ?? (answer.IsSuccess ? "malformed" : $"status-{answer.Status}");
        if (!answer.IsSuccess)
        {
            return null;
        }

        try
        {
            if (JsonSerializer.Deserialize<T>(answer.Body, AgencyLine.Json) is { } read)
            {
                return read;
            }
        }
        catch (JsonException)
        {
            // Falls through: it is no answer.
        }

        line.WasNonsense();
        return null;
    }

    private sealed record OrderBody(Guid Id, string Merchant, long AmountVnd, string Description, DateTimeOffset ExpiresAt, string Purpose, string LegalBasis, Uri Callback);

    private sealed record OpenedBody(string Order, Uri Address, string Qr, long AmountVnd);

    private sealed record StateBody(string State, string? Receipt = null, long? AmountVnd = null, DateTimeOffset? PaidAt = null);
}
