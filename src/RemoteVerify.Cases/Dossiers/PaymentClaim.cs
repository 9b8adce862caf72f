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

    /// <summary>True when the lines come from the procedure's fee table; only such a claim settles the procedure's fee.</summary>
    public bool ByTable { get; init; }
}

/// <summary>An exemption (miễn, giảm) that an officer accepted for the case.</summary>
/// <param name="Id">Its id in the procedure's fee table.</param>
/// <param name="TitleVi">As the table prints it.</param>
/// <param name="LegalBasis">What grants it.</param>
/// <param name="PercentOff">100 for nothing to pay.</param>
/// <param name="Officer">Account of who accepted it.</param>
/// <param name="At">When.</param>
public sealed record AcceptedExemption(string Id, string TitleVi, string LegalBasis, int PercentOff, string Officer, DateTimeOffset At)
{
    public override string ToString() => $"AcceptedExemption {Id}";
}

/// <param name="Name">Name of the fee as printed.</param>
/// <param name="AmountVnd">Whole đồng.</param>
public sealed record ClaimLine(string Name, long AmountVnd);
