namespace RemoteVerify.Cases.Dossiers;

/// <summary>A fee that was asked for (phí, lệ phí).</summary>
/// <param name="Id"><c>f1</c>, <c>f2</c>, ...; also the reference towards the payment provider together with the case's code.</param>
/// <param name="Lines">What it is made of.</param>
/// <param name="AmountVnd">Sum, whole đồng.</param>
/// <param name="AskedAt">When.</param>
public sealed record PaymentClaim(string Id, IReadOnlyList<ClaimLine> Lines, long AmountVnd, DateTimeOffset AskedAt)
{
    /// <summary>When the provider or the counter confirmed it, or null.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    /// <summary>Number of the receipt (biên lai), or null.</summary>
    public string? Receipt { get; init; }
}

/// <param name="Name">Name of the fee as printed.</param>
/// <param name="AmountVnd">Whole đồng.</param>
public sealed record ClaimLine(string Name, long AmountVnd);
