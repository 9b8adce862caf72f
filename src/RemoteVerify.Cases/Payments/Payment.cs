using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Payments;

/// <summary>How far a payment is; the state of the whole, from what was received.</summary>
public enum PaymentState
{
    /// <summary>Noted here; whether the gateway has it is not known yet.</summary>
    Opening,

    /// <summary>The gateway waits for the money.</summary>
    Open,

    /// <summary>The claim of the case is settled by it, and nothing is to be done.</summary>
    Settled,

    /// <summary>The money is there and the case can't take it now (a withdrawal waits for its decision).</summary>
    Held,

    /// <summary>Money came that settles nothing: another amount, too late, twice. An officer settles it by hand.</summary>
    ByHand,

    /// <summary>Over without money. Money that comes all the same is recorded.</summary>
    Expired,
}

/// <summary>What becomes of money that came.</summary>
public enum MoneyState
{
    Settled,
    Held,

    /// <summary>Another amount than was asked for.</summary>
    Differs,

    /// <summary>Nobody asks for it any more: it has to be given back.</summary>
    RefundDue,

    /// <summary>Given back, or settled otherwise, by an officer.</summary>
    Refunded,
}

/// <summary>Money that the gateway told of. Nothing of this list is ever removed.</summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="AmountVnd">Whole đồng.</param>
/// <param name="PaidAt">When, as the gateway says.</param>
/// <param name="ToldAt">When we learnt of it.</param>
/// <param name="State">What becomes of it.</param>
public sealed record ReceivedMoney(string Receipt, long AmountVnd, DateTimeOffset PaidAt, DateTimeOffset ToldAt, MoneyState State)
{
    /// <summary>Reference under which it was given back; null before.</summary>
    public string? Refund { get; init; }

    public override string ToString() => $"ReceivedMoney {State}";
}

/// <summary>One claim on its way through a gateway.</summary>
/// <param name="Id">The gateway knows it by this.</param>
/// <param name="Tenant">Whose case.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Claim">Id of the claim in the dossier.</param>
/// <param name="AmountVnd">What was asked for, whole đồng.</param>
/// <param name="MadeAt">When.</param>
/// <param name="ExpiresAt">Until when the payer can pay.</param>
/// <param name="State">How far it is.</param>
/// <param name="AskAt">When the gateway is asked, or the case looked at, next; null for never.</param>
/// <param name="Version">Counts its changes.</param>
public sealed record Payment(
    Guid Id, TenantId Tenant, CaseId CaseId, string Claim, long AmountVnd, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, PaymentState State, DateTimeOffset? AskAt, long Version)
{
    /// <summary>The gateway's own number; null while it is opened.</summary>
    public string? Order { get; init; }

    /// <summary>Where the payer goes.</summary>
    public string? Address { get; init; }

    /// <summary>Content of the QR code.</summary>
    public string? Qr { get; init; }

    public IReadOnlyList<ReceivedMoney> Received { get; init; } = [];

    /// <summary>With the money that came, and the state that follows from all of it.</summary>
    public Payment With(ReceivedMoney money)
    {
        ReceivedMoney[] all = [.. Received.Where(m => m.Receipt != money.Receipt), money];
        PaymentState state = all.Any(m => m.State is MoneyState.Differs or MoneyState.RefundDue) ? PaymentState.ByHand
            : all.Any(m => m.State == MoneyState.Held) ? PaymentState.Held
            : all.Any(m => m.State == MoneyState.Settled) ? PaymentState.Settled
            : PaymentState.Expired;
        return this with { Received = all, State = state };
    }

    /// <summary>What money of this amount settles in the case as it is.</summary>
    public MoneyState Judge(Case? current, long amountVnd)
    {
        if (amountVnd != AmountVnd)
        {
            return MoneyState.Differs;
        }

        return current switch
        {
            PaymentRequested waiting when waiting.Claim == Claim && IsOpenClaim(current) => MoneyState.Settled,
            WithdrawalRequested { Before: PaymentRequested before } when before.Claim == Claim && IsOpenClaim(current) => MoneyState.Held,
            _ => MoneyState.RefundDue,
        };
    }

    private bool IsOpenClaim(Case current) => current.File.Dossier.Payments.FirstOrDefault(claim => claim.Id == Claim) is { PaidAt: null } claim && claim.AmountVnd == AmountVnd;

    public override string ToString() => $"Payment {Id:D} ({State})";
}
