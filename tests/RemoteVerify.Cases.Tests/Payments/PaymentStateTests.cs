using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Payments;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Tests.States;

namespace RemoteVerify.Cases.Tests.Payments;

public sealed class PaymentStateTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 30, 2, 0, 0, TimeSpan.Zero);

    /// <summary>In every state of a case, money that the case does not wait for is owed back, and nothing but the right amount settles.</summary>
    [Fact]
    public void Judge_InEveryState_SettlesOnlyWhatIsAskedFor()
    {
        foreach (Case example in CaseExamples.All(At))
        {
            Payment payment = Of(example.File);
            MoneyState expected = example is PaymentRequested ? MoneyState.Settled : MoneyState.RefundDue;
            Assert.Equal(expected, payment.Judge(example, 2000));
            Assert.Equal(MoneyState.Differs, payment.Judge(example, 1999));
        }

        Assert.Equal(MoneyState.RefundDue, Of(CaseExamples.All(At).First().File).Judge(null, 2000));
    }

    [Fact]
    public void Judge_WhileAWithdrawalWaits_Holds_AndAnotherOrPaidClaimIsOwedBack()
    {
        PaymentRequested waiting = CaseExamples.All(At).OfType<PaymentRequested>().Single();
        Payment payment = Of(waiting.File);
        Assert.Equal(MoneyState.Held, payment.Judge(new WithdrawalRequested(waiting.File, waiting, "p1", "r", At), 2000));
        Assert.Equal(MoneyState.RefundDue, payment.Judge(waiting with { Claim = "f2" }, 2000));
        PaymentClaim paid = waiting.File.Dossier.Payments[0] with { PaidAt = At, Receipt = "QUAY" };
        PaymentRequested settled = waiting with { File = waiting.File with { Dossier = waiting.File.Dossier with { Payments = [paid] } } };
        Assert.Equal(MoneyState.RefundDue, payment.Judge(settled, 2000));
    }

    [Fact]
    public void With_MoneyOfSeveralKinds_NeedsAHandUntilAllOfItIsSettled()
    {
        Payment payment = Of(CaseExamples.All(At).First().File).With(Money("1", MoneyState.Settled));
        Assert.Equal(PaymentState.Settled, payment.State);
        payment = payment.With(Money("2", MoneyState.RefundDue));
        Assert.Equal((PaymentState.ByHand, 2), (payment.State, payment.Received.Count));
        payment = payment.With(Money("2", MoneyState.Refunded));
        Assert.Equal((PaymentState.Settled, 2), (payment.State, payment.Received.Count));
        Assert.Equal(PaymentState.Held, Of(CaseExamples.All(At).First().File).With(Money("3", MoneyState.Held)).State);
    }

    private static Payment Of(CaseFile file) => new(Guid.Empty, file.Tenant, file.Id, "f1", 2000, At, At.AddDays(1), PaymentState.Open, At, 1);

    private static ReceivedMoney Money(string receipt, MoneyState state) => new(receipt, 2000, At, At, state);
}
