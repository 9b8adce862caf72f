using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <content>Intake, dossier, and every way in which a case may wait or end.</content>
internal abstract partial class MachineOffice
{
    private const long Fee = 2000;

    private static Actor Citizen(Situation seen) => Office.Citizen(seen.File.Id, seen.Person.Value);

    private IEnumerable<Move> Intake() =>
    [
        Of("case.submit", Office.Portal, a => new SubmitCase(Desk, Procedures).DoAsync(a.Actor, a.Reference, None)),
        Of("case.accept", First, a => new AcceptCase(Desk, Procedures).DoAsync(a.Actor, a.Reference, None)),
        Of("supplement.request", First, a => new RequestSupplement(Desk).DoAsync(a.Actor, a.Reference, a.IsOdd ? [] : ["full-name"], "Ghi đúng họ tên", null, None)) with { Weight = 1 },
        Of("supplement.provide", Office.Portal, a => new ProvideSupplement(Desk).DoAsync(a.Actor, a.Reference, None)),
        Of("payment.request", First, a => a.Seen.IsFeeOpen
            ? new RequestFee(Desk, Procedures).DoAsync(a.Actor, a.Reference, a.IsOdd ? ["no-such-exemption"] : [], None)
            : AskAsync(a)) with { Weight = 1 },
        Of("payment.confirm", Office.Service, a =>
        {
            PaymentClaim? claim = a.Case.File.Dossier.Payments.LastOrDefault();
            return new ConfirmPayment(Desk).DoAsync(a.Actor, a.Reference, claim?.Id ?? "f1", (claim?.AmountVnd ?? Fee) - (a.IsOdd ? 1 : 0), "r1", None);
        }),
    ];

    /// <summary>A claim that the officer typed, for another service than those of the table.</summary>
    private async Task<Outcome<Case>> AskAsync(Attempt a) =>
        (await new RequestPayment(Desk).DoAsync(a.Actor, a.Reference, a.IsOdd ? [] : [new("Phí dịch vụ", Fee)], None)).TryGet(out PaymentRequested? asked, out Refusal? refusal) ? asked : refusal;

    private IEnumerable<Move> Dossier() =>
    [
        Of("fields.set", Office.Portal, a => new SetFields(Desk, Procedures).DoAsync(
            a.Actor, a.Reference, [new(a.IsOdd ? "no-such-field" : "full-name", $"{a.Case.File.Participants[0].FullName}")], None)) with { Weight = 1 },
        Of("message.send", Office.Portal, a => new SendMessage(Desk, Points, Procedures).DoAsync(a.Actor, a.Reference, a.IsOdd ? " " : "Bao giờ có kết quả?", null, None)) with { Weight = 1 },
        Of("consent.withdraw", Citizen, a => new WithdrawConsent(Desk).DoAsync(a.Actor, a.Reference, "identity-check", None)) with { Weight = 1 },
        Of("consent.give", Citizen, a => new GiveConsent(Desk, Procedures).DoAsync(
            a.Actor, a.Reference, Consents.Missing(a.Case.File, a.Seen.Person).FirstOrDefault() ?? "identity-check", a.IsOdd ? "0" : "1", a.IsOdd ? null : true, None)) with { Weight = 1 },
    ];

    private IEnumerable<Move> Ends() =>
    [
        Of("withdrawal.request", Office.Portal, a => new RequestWithdrawal(Desk).DoAsync(a.Actor, a.Reference, "Không cần nữa", None)) with { Weight = 1 },
        Of("withdrawal.decide", First, a => new DecideWithdrawal(Desk).DoAsync(a.Actor, a.Reference, a.IsOdd, "Đã xem", None)),
        Of("case.stop", First, a => new StopCase(Desk).DoAsync(a.Actor, a.Reference, "ngan-chan", a.IsOdd ? "" : "Có thông tin ngăn chặn", None)) with { Weight = 1 },
        Of("case.refuse", First, a => new RefuseCase(Desk).DoAsync(a.Actor, a.Reference, "thieu", a.IsOdd ? "" : "Thiếu giấy tờ", None)) with { Weight = 1 },
        Of("refusal.contest", Office.Portal, a => new ContestRefusal(Desk).DoAsync(a.Actor, a.Reference, a.IsOdd ? " " : "Đã nộp đủ", None)),
        Of("contest.decide", Officer(Accounts[1]), a => new DecideContest(Desk).DoAsync(a.Actor, a.Reference, reopen: !a.IsOdd, "Đã xem lại", None)),
        Of("case.expire", Office.Service, a => new ExpireCase(Desk).DoAsync(a.Actor, a.Reference, None)) with { Weight = 2 },
    ];

    private static string? NextOfIntake(Situation seen) => seen.Case switch
    {
        DraftCase c => JourneyActs.Submission(c.File.Journey).Code,
        SubmittedCase => "case.accept",
        SupplementRequested c => c.File.Dossier.Fields.Any(f => f.Name == c.Demand.Needs[0] && f.At >= c.Demand.At) ? "supplement.provide" : "fields.set",
        PaymentRequested => "payment.confirm",
        WithdrawalRequested => "withdrawal.decide",
        ContestedCase => "contest.decide",
        RefusedCase { Refusal.Upheld: null } => "refusal.contest",
        _ => null,
    };
}
