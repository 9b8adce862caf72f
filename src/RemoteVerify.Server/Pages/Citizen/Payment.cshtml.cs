using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Payments;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Payments;

namespace RemoteVerify.Server.Pages.Citizen;

/// <summary>A fee that the case waits for: how much, what for and by which rule, how it can be paid, and what happens then. Nothing is paid on this page itself.</summary>
public sealed class PaymentModel(
    CitizenVisit visits, CitizenRoad road, PageTexts texts, OpenPayment open, ListPayments list, PaymentOptions options, IServicePointDirectory points, TimeProvider clock) : CitizenStep(visits, road, texts)
{
    /// <summary>What is asked for.</summary>
    public PaymentClaim Claim { get; private set; } = null!;

    /// <summary>The rule that sets the fee.</summary>
    public string LegalBasis => Found.Procedure.Fees?.LegalBasis ?? Found.Procedure.LegalBasis;

    /// <summary>Until when it can be paid; then the case is closed.</summary>
    public DateTimeOffset Until => ExpireCase.DueAt(Found.Case) ?? Claim.AskedAt;

    /// <summary>The agency takes money over a gateway.</summary>
    public bool TakesOnline => options.Address is not null && options.Merchants.ContainsKey(Visitor.Tenant.Value);

    /// <summary>The order at the gateway that waits for the money, or null.</summary>
    public Payment? Order { get; private set; }

    /// <summary>Money came that does not settle the fee; an officer looks at it.</summary>
    public bool IsWithOfficer { get; private set; }

    /// <summary>The gateway's code for the payer's bank, or null.</summary>
    public QrDrawing? Qr { get; private set; }

    /// <summary>The page asks again by itself while an order is open.</summary>
    public bool Reloads { get; private set; }

    public IReadOnlyList<ServicePoint> Points => points.List(Visitor.Tenant);

    public async Task<IActionResult> OnGetAsync(bool still, CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken))
        {
            return Onward();
        }

        Reloads = Order is not null && !still;
        if (Reloads)
        {
            Waits.Reload(Response, Visitor.Address());
        }

        return Page();
    }

    /// <summary>Opens the fee at the gateway. The page then shows where to go: a browser follows no form out of this service.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Outcome<Payment> opened = await open.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken);
        if (opened.Refusal is not { } refusal)
        {
            return LocalRedirect(Visitor.Address(DueStep.Payment));
        }

        await ReadAgainAsync(cancellationToken);
        return await ReadAsync(cancellationToken)
            ? await RefusedAsync(refusal, cancellationToken, new FieldError(string.Empty, Texts["citizen.pay.no-answer"]))
            : Onward();
    }

    /// <summary>Whole đồng as people write them.</summary>
    public static string Money(long vnd) => vnd.ToString("#,0", CultureInfo.GetCultureInfo("vi-VN")) + " đ";

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (Found.Case is not PaymentRequested waiting)
        {
            return false;
        }

        Claim = waiting.File.Dossier.Payments.First(claim => claim.Id == waiting.Claim);
        if ((await list.DoAsync(Visitor.Actor, Visitor.Case, cancellationToken)).TryGet(out IReadOnlyList<Payment>? payments, out _))
        {
            Order = payments.LastOrDefault(payment => payment.Claim == Claim.Id && payment is { State: PaymentState.Open, Address: not null } && payment.ExpiresAt > clock.GetUtcNow());
            IsWithOfficer = payments.Any(payment => payment.Claim == Claim.Id && payment.State is PaymentState.ByHand or PaymentState.Held);
            Qr = Order?.Qr is { Length: > 0 } text ? QrDrawing.Of(text) : null;
        }

        return true;
    }
}
