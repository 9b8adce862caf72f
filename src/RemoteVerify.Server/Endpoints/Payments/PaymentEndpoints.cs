using System.Security.Claims;
using System.Text.Json;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Payments;
using RemoteVerify.Server.Payments;
using RemoteVerify.Server.Problems;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Endpoints.Payments;

/// <summary>Fees over a gateway: open, follow, the gateway's call-back, and money that somebody settles by hand.</summary>
public static partial class PaymentEndpoints
{
    private const int MaximumCallbackBytes = 16 << 10;

    public static void MapPayments(this RouteGroupBuilder api)
    {
        api.MapPost("/cases/{id:guid}/payments", OpenAsync).WithTags("Payments").RequireAuthorization().WithName("OpenPayment")
            .WithSummary("Open the claim that the case waits for at the gateway").Produces<PaymentResponse>(StatusCodes.Status201Created);
        api.MapGet("/cases/{id:guid}/payments", ListAsync).WithTags("Payments").RequireAuthorization().WithName("ListPayments")
            .WithSummary("The payments of a case").Produces<IReadOnlyList<PaymentResponse>>();
        api.MapPost("/cases/{id:guid}/payments/{payment:guid}/refund", RefundAsync).WithTags("Payments").RequireAuthorization().WithName("NoteRefund")
            .WithSummary("Note that money was given back or settled by hand").Produces<PaymentResponse>();
        api.MapGet("/payments/by-hand", ByHandAsync).WithTags("Payments").RequireAuthorization().WithName("ListMoneyByHand")
            .WithSummary("Money that an officer has to settle by hand, oldest first").Produces<IReadOnlyList<PaymentResponse>>();
        api.MapPost("/payments/callbacks", CallbackAsync).WithTags("Payments").AllowAnonymous().WithName("ReceivePaymentCallback")
            .WithSummary("The gateway tells of money; signed, and good for five minutes").Accepts<PaymentCallbackBody>("application/json").Produces<PaymentCallbackResponse>();
    }

    private static async Task<IResult> OpenAsync(Guid id, OpenPayment act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), cancellationToken)).Answer(opened => TypedResults.Created((string?)null, PaymentResponse.Of(opened)));

    private static async Task<IResult> ListAsync(Guid id, ListPayments act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), new CaseId(id), cancellationToken)).Answer(found => TypedResults.Ok((IReadOnlyList<PaymentResponse>)[.. found.Select(PaymentResponse.Of)]));

    private static async Task<IResult> RefundAsync(Guid id, Guid payment, RefundBody body, NoteRefund act, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), request.CaseOf(id), payment, body.Receipt ?? string.Empty, body.Refund ?? string.Empty, cancellationToken))
        .Answer(changed => TypedResults.Ok(PaymentResponse.Of(changed)));

    private static async Task<IResult> ByHandAsync(Guid? after, int? limit, ListMoneyByHand act, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        (await act.DoAsync(user.Actor(), after, limit ?? 50, cancellationToken)).Answer(found => TypedResults.Ok((IReadOnlyList<PaymentResponse>)[.. found.Select(PaymentResponse.Of)]));

    /// <summary>The very bytes are judged before anything is read out of them.</summary>
    private static async Task<IResult> CallbackAsync(HttpRequest request, CallbackCheck check, ReceivePayment act, ILogger<CallbackCheck> logger, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MaximumCallbackBytes + 1];
        int length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MaximumCallbackBytes)
        {
            return Problem.Of(StatusCodes.Status413PayloadTooLarge, "request.too-large", "A call-back has at most 16 KiB.");
        }

        string? id = request.Headers[PaymentSignature.IdHeader], timestamp = request.Headers[PaymentSignature.TimestampHeader], signature = request.Headers[PaymentSignature.SignatureHeader];
        if (check.Refusal(id, timestamp, signature, buffer.AsSpan(0, length)) is { } refused)
        {
            Log.NotAuthentic(logger, refused);
            return Problem.Of(StatusCodes.Status401Unauthorized, "payment.callback-not-authentic", "The call-back is not signed by the gateway, or was signed more than five minutes ago.");
        }

        return Read(buffer.AsSpan(0, length)) is { Payment: { } payment, Receipt: { } receipt, AmountVnd: { } amount, PaidAt: { } at }
            ? (await act.DoAsync(payment, receipt, amount, at, cancellationToken)).Answer(kept => TypedResults.Ok(new PaymentCallbackResponse(kept.Id, kept.State)))
            : Problem.Of(StatusCodes.Status400BadRequest, "request.malformed", "A call-back names payment, receipt, amountVnd and paidAt.");
    }

    private static PaymentCallbackBody? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<PaymentCallbackBody>(body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A payment call-back was refused: {Reason}.")]
        public static partial void NotAuthentic(ILogger logger, string reason);
    }
}
