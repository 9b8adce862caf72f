namespace RemoteVerify.Cases.Payments;

/// <summary>What a gateway is asked to collect. It carries no name and no personal number: the gateway needs none to take money for a dossier.</summary>
/// <param name="Id">Our id; the same order twice is one payment.</param>
/// <param name="Tenant">The agency that gets the money.</param>
/// <param name="AmountVnd">Whole đồng.</param>
/// <param name="Description">Code of the case and of the claim, as the payer's bank prints it.</param>
/// <param name="ExpiresAt">After this the gateway takes no money for it.</param>
/// <param name="Purpose">What the money is for.</param>
/// <param name="LegalBasis">The rule that sets the fee.</param>
public sealed record PaymentOrder(Guid Id, TenantId Tenant, long AmountVnd, string Description, DateTimeOffset ExpiresAt, string Purpose, string LegalBasis)
{
    public override string ToString() => $"PaymentOrder {Id:D}";
}

/// <summary>What a gateway answered. The set is closed.</summary>
public abstract record GatewayAnswer
{
    private GatewayAnswer() { }

    public sealed override string ToString() => $"GatewayAnswer {GetType().Name}";

    /// <summary>It waits for the money.</summary>
    /// <param name="Order">The gateway's own number.</param>
    /// <param name="Address">Where the payer goes.</param>
    /// <param name="Qr">Content of the QR code that the payer's bank reads.</param>
    public sealed record Opened(string Order, Uri Address, string Qr) : GatewayAnswer;

    /// <summary>The money is there.</summary>
    /// <param name="Receipt">Number of the receipt (biên lai).</param>
    /// <param name="AmountVnd">How much came, whole đồng.</param>
    /// <param name="At">When.</param>
    public sealed record Paid(string Receipt, long AmountVnd, DateTimeOffset At) : GatewayAnswer;

    /// <summary>Nothing has come so far.</summary>
    public sealed record Pending : GatewayAnswer;

    /// <summary>It takes no money for it any more.</summary>
    public sealed record Expired : GatewayAnswer;

    /// <summary>It knows no such order.</summary>
    public sealed record Unknown : GatewayAnswer;

    /// <summary>No answer that can be used; it is asked again.</summary>
    /// <param name="Reason">A code: <c>timed-out</c>, <c>unreachable</c>, <c>resting</c>, <c>malformed</c>, <c>status-503</c>, <c>not-configured</c>, <c>amount-differs</c>.</param>
    public sealed record NotAvailable(string Reason) : GatewayAnswer;
}

/// <summary>A payment gateway. Trouble on the line is an answer, not an exception.</summary>
public interface IPaymentGateway
{
    /// <summary>Opens an order; the same id again is the same order.</summary>
    Task<GatewayAnswer> OpenAsync(PaymentOrder order, CancellationToken cancellationToken);

    /// <summary>Asks what became of an order whose call-back never came.</summary>
    Task<GatewayAnswer> AskAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);
}

/// <summary>What the operator decides about payments.</summary>
/// <param name="OpenFor">How long a payer has.</param>
/// <param name="FirstQuestion">Wait after the opening before the gateway is asked.</param>
/// <param name="NextQuestion">Wait between two questions.</param>
/// <param name="LastQuestion">How long after the end an unanswered order is still asked about.</param>
public sealed record PaymentPolicy(TimeSpan OpenFor, TimeSpan FirstQuestion, TimeSpan NextQuestion, TimeSpan LastQuestion)
{
    public static PaymentPolicy Usual { get; } = new(TimeSpan.FromHours(24), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromDays(2));
}
