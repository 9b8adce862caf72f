using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RemoteVerify.Synthetic.Registers;

/// <summary>An order at the simulated gateway.</summary>
/// <param name="Id">The caller's id.</param>
/// <param name="Number">The gateway's own.</param>
/// <param name="AmountVnd">What it collects.</param>
/// <param name="Callback">Where it tells of money.</param>
public sealed record GatewayOrder(Guid Id, string Number, long AmountVnd, Uri Callback)
{
    /// <summary>Number of the receipt once the money came.</summary>
    public string? Receipt { get; init; }

    public long? PaidVnd { get; init; }

    public DateTimeOffset? PaidAt { get; init; }

    public bool IsExpired { get; init; }
}

/// <summary>How a call-back was answered.</summary>
public sealed record CallbackAnswer(int Status, string Body);

/// <summary>
/// A payment gateway on the loopback address: orders that are opened once under the caller's id, questions about them, and call-backs that are signed
/// as the service wants them; or wrongly, twice, late, with another amount or not at all, when the test says so. No money moves.
/// </summary>
public sealed class PaymentServer : LoopbackServer
{
    private readonly Dictionary<Guid, GatewayOrder> _orders = [];
    private readonly byte[] _key;
    private readonly TimeProvider _clock;
    private int _receipts;

    private PaymentServer(byte[] key, TimeProvider clock) => (_key, _clock) = (key, clock);

    /// <summary>Orders by the caller's id.</summary>
    public IReadOnlyDictionary<Guid, GatewayOrder> Orders => _orders;

    /// <summary>The amount that it confirms for the next order; null for the one that was asked for.</summary>
    public long? LiesAboutAmount { get; set; }

    /// <param name="key">The secret that both sides have.</param>
    /// <param name="clock">The clock.</param>
    public static PaymentServer Start(byte[] key, TimeProvider clock) => new(key, clock);

    /// <summary>Somebody pays. The service learns of it by a call-back or when it asks.</summary>
    public GatewayOrder Pay(Guid id, long? amountVnd = null)
    {
        GatewayOrder paid = _orders[id] with
        {
            Receipt = string.Create(CultureInfo.InvariantCulture, $"BL-{++_receipts:D6}"), PaidVnd = amountVnd ?? _orders[id].AmountVnd, PaidAt = _clock.GetUtcNow(),
        };
        _orders[id] = paid;
        return paid;
    }

    /// <summary>The gateway takes no money for it any more.</summary>
    public void Expire(Guid id) => _orders[id] = _orders[id] with { IsExpired = true };

    /// <summary>Tells the service of an order's money.</summary>
    /// <param name="http">A client of the caller.</param>
    /// <param name="order">As it was paid.</param>
    /// <param name="age">How long ago the call-back was signed.</param>
    /// <param name="key">Another secret than the agreed one; null for that.</param>
    /// <param name="change">Changes the signed body on the way; null for nothing.</param>
    public async Task<CallbackAnswer> TellAsync(HttpClient http, GatewayOrder order, TimeSpan age = default, byte[]? key = null, Func<string, string>? change = null)
    {
        string body = JsonSerializer.Serialize(new { payment = order.Id, receipt = order.Receipt, amountVnd = order.PaidVnd, paidAt = order.PaidAt, order = order.Number }, Json);
        string id = Guid.NewGuid().ToString("D");
        string timestamp = (_clock.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string signature = $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key ?? _key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")))}";
        using HttpRequestMessage request = new(HttpMethod.Post, order.Callback)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(change is null ? body : change(body))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("payment-id", id);
        request.Headers.Add("payment-timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("payment-signature", signature);
        using HttpResponseMessage answer = await http.SendAsync(request, Ended);
        return new CallbackAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ended));
    }

    protected override (int Status, object Body) Answer(HeardRequest request)
    {
        if (!IsSigned(request))
        {
            return (401, new { });
        }

        if (request is { Method: "POST", Path: "/orders" })
        {
            return Open(request.Json);
        }

        return request.Method == "GET" && request.Path.StartsWith("/orders/", StringComparison.Ordinal) && Guid.TryParse(request.Path["/orders/".Length..], out Guid id) && _orders.TryGetValue(id, out GatewayOrder? order)
            ? (200, State(order))
            : (404, new { });
    }

    private (int Status, object Body) Open(JsonElement asked)
    {
        Guid id = asked.GetProperty("id").GetGuid();
        if (asked.GetProperty("merchant").GetString() is not { Length: > 0 } || asked.GetProperty("purpose").GetString() is not { Length: > 0 } || asked.GetProperty("legalBasis").GetString() is not { Length: > 0 })
        {
            return (400, new { });
        }

        if (!_orders.TryGetValue(id, out GatewayOrder? order))
        {
            order = new GatewayOrder(
                id, string.Create(CultureInfo.InvariantCulture, $"G-{_orders.Count + 1}"), asked.GetProperty("amountVnd").GetInt64(), new Uri(asked.GetProperty("callback").GetString()!));
            _orders[id] = order;
        }

        return (200, new { order = order.Number, address = new Uri(Address, $"pay/{order.Number}"), qr = $"RVPAY|{order.Number}|{order.AmountVnd}", amountVnd = LiesAboutAmount ?? order.AmountVnd });
    }

    private static object State(GatewayOrder order) => order.Receipt is not null
        ? (object)new { state = "paid", receipt = order.Receipt, amountVnd = order.PaidVnd, paidAt = order.PaidAt }
        : new { state = order.IsExpired ? "expired" : "pending" };

    private bool IsSigned(HeardRequest request)
    {
        string id = request.Headers.GetValueOrDefault("payment-id") ?? string.Empty, timestamp = request.Headers.GetValueOrDefault("payment-timestamp") ?? string.Empty;
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. request.Body];
        return request.Headers.GetValueOrDefault("payment-signature") == $"v1,{Convert.ToBase64String(HMACSHA256.HashData(_key, signed))}";
    }
}
