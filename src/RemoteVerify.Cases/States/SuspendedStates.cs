using System.Text.Json.Serialization;
using RemoteVerify.Cases.Dossiers;

namespace RemoteVerify.Cases.States;

/// <summary>A case that waits for something and then goes on where it was.</summary>
/// <param name="File">The case as it is now.</param>
/// <param name="Before">The state it goes back to; its own file is out of date.</param>
public abstract record SuspendedCase(CaseFile File, Case Before) : Case(File)
{
    [JsonIgnore]
    public override CaseStage Stage => Before.Stage;

    [JsonIgnore]
    public override DocumentVersion? CurrentDocument => Before.CurrentDocument;

    /// <summary>The state before, with what was added meanwhile.</summary>
    protected Case Resume(DateTimeOffset at) => Before with { File = File with { Dossier = File.Dossier with { Clock = File.Dossier.Clock.Resume(at) } } };
}

/// <summary>What the office asks the citizen to add (yêu cầu bổ sung).</summary>
/// <param name="Officer">Who asked.</param>
/// <param name="Needs">Ids of papers or fields.</param>
/// <param name="Text">In words, printed on the slip.</param>
/// <param name="At">When.</param>
/// <param name="DueAt">Until when it should come; afterwards the case may expire.</param>
public sealed record SupplementDemand(string Officer, IReadOnlyList<string> Needs, string Text, DateTimeOffset At, DateTimeOffset DueAt)
{
    public override string ToString() => $"SupplementDemand of {Needs.Count}";
}

/// <summary>Waits for what is missing; the clock stands still (outer status 5).</summary>
public sealed record SupplementRequested(CaseFile File, Case Before, SupplementDemand Demand) : SuspendedCase(File, Before), IRefusable
{
    [JsonIgnore]
    public override string State => "supplement-requested";

    [JsonIgnore]
    public override CaseStatus Status => CaseStatus.SupplementRequested;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ProvideSupplement, Act.RequestWithdrawal, Act.ExpireCase, Act.RefuseCase];

    public static SupplementRequested From(Case current, SupplementDemand demand) => new(
        current.File with { Dossier = current.File.Dossier with { Clock = current.File.Dossier.Clock.Stop(ClockStop.Supplement, demand.At) } }, current, demand);

    /// <summary>What was missing has come.</summary>
    public Case Provide(DateTimeOffset at) => Resume(at);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, CurrentDocument, refusal);
}

/// <summary>Waits for the payment of a fee; the clock stands still (outer status 6).</summary>
public sealed record PaymentRequested(CaseFile File, Case Before, string Claim) : SuspendedCase(File, Before), IRefusable
{
    [JsonIgnore]
    public override string State => "payment-requested";

    [JsonIgnore]
    public override CaseStatus Status => CaseStatus.PaymentRequested;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ConfirmPayment, Act.RequestWithdrawal, Act.ExpireCase, Act.RefuseCase];

    public static PaymentRequested From(Case current, PaymentClaim claim) => new(
        current.File with
        {
            Dossier = current.File.Dossier with { Payments = [.. current.File.Dossier.Payments, claim], Clock = current.File.Dossier.Clock.Stop(ClockStop.Payment, claim.AskedAt) },
        },
        current,
        claim.Id);

    /// <summary>The fee was paid.</summary>
    public Case Pay(DateTimeOffset at, string receipt) => (this with
    {
        File = File with
        {
            Dossier = File.Dossier with { Payments = [.. File.Dossier.Payments.Select(c => c.Id == Claim ? c with { PaidAt = at, Receipt = receipt } : c)] },
        },
    }).Resume(at);

    public RefusedCase Refuse(CaseRefusal refusal) => new(File, CurrentDocument, refusal);
}

/// <summary>The citizen asks for the dossier back (outer status 7); the office agrees, or goes on with a reason.</summary>
public sealed record WithdrawalRequested(CaseFile File, Case Before, string By, string Reason, DateTimeOffset At) : SuspendedCase(File, Before)
{
    [JsonIgnore]
    public override string State => "withdrawal-requested";

    [JsonIgnore]
    public override CaseStatus Status => CaseStatus.WithdrawalRequested;

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.DecideWithdrawal];

    public StoppedCase Agree(string officer, DateTimeOffset at) => new(File, CurrentDocument, new CaseStop(officer, "withdrawn", Reason, at));

    /// <summary>Goes on; the clock runs or stands as it did before.</summary>
    public Case Decline() => Before with { File = File };
}
