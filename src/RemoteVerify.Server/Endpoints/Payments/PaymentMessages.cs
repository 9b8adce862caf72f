using RemoteVerify.Cases.Payments;

namespace RemoteVerify.Server.Endpoints.Payments;

/// <summary>A claim on its way through the gateway.</summary>
/// <param name="Claim">Id of the claim in the case.</param>
/// <param name="Address">Where the payer goes; null until the gateway has it.</param>
/// <param name="Qr">Content of the QR code that the payer's bank reads; draw it beside the address.</param>
/// <param name="Received">Money that came.</param>
public sealed record PaymentResponse(
    Guid Id, Guid CaseId, string Claim, long AmountVnd, PaymentState State, DateTimeOffset ExpiresAt, string? Address, string? Qr, IReadOnlyList<ReceivedMoneyResponse> Received)
{
    public static PaymentResponse Of(Payment payment) => new(
        payment.Id, payment.CaseId.Value, payment.Claim, payment.AmountVnd, payment.State, payment.ExpiresAt, payment.Address, payment.Qr, [.. payment.Received.Select(ReceivedMoneyResponse.Of)]);

    public override string ToString() => nameof(PaymentResponse);
}

/// <summary>Money that the gateway told of.</summary>
/// <param name="State">Settled, Held, Differs, RefundDue or Refunded.</param>
/// <param name="Refund">Reference under which it was given back.</param>
public sealed record ReceivedMoneyResponse(string Receipt, long AmountVnd, DateTimeOffset PaidAt, MoneyState State, string? Refund)
{
    public static ReceivedMoneyResponse Of(ReceivedMoney money) => new(money.Receipt, money.AmountVnd, money.PaidAt, money.State, money.Refund);

    public override string ToString() => nameof(ReceivedMoneyResponse);
}

/// <summary>What the gateway tells when money came.</summary>
/// <param name="Payment">Our id.</param>
public sealed record PaymentCallbackBody(Guid? Payment, string? Receipt, long? AmountVnd, DateTimeOffset? PaidAt)
{
    public override string ToString() => nameof(PaymentCallbackBody);
}

/// <summary>That it is recorded; the gateway need not tell it again.</summary>
public sealed record PaymentCallbackResponse(Guid Payment, PaymentState State);

/// <summary>That money was given back or settled by hand.</summary>
/// <param name="Receipt">Which money.</param>
/// <param name="Refund">Reference of the transfer, or of the decision.</param>
public sealed record RefundBody(string? Receipt, string? Refund)
{
    public override string ToString() => nameof(RefundBody);
}
