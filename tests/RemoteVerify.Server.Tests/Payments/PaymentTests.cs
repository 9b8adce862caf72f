using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using RemoteVerify.Server.Payments;
using RemoteVerify.Synthetic.Registers;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests.Payments;

/// <summary>Gateways of every mood: what becomes of the money and of the case, and that none is lost.</summary>
public class PaymentTests(PaymentDesk desk) : IClassFixture<PaymentDesk>
{
    [Fact]
    public async Task Payment_OpenedPaidAndTold_MovesTheCaseOnOnce_HoweverOftenItIsTold()
    {
        Guid id = await desk.AskAsync();
        JsonElement opened = (await desk.Portal.PostAsync($"/v1/cases/{id}/payments")).Expect(201).Json;
        Assert.Equal(("Open", 20_000L), (opened.GetProperty("state").GetString(), opened.GetProperty("amountVnd").GetInt64()));
        Assert.StartsWith(desk.Gateway.Address.ToString(), opened.GetProperty("address").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("RVPAY|", opened.GetProperty("qr").GetString(), StringComparison.Ordinal);
        Guid payment = opened.GetProperty("id").GetGuid();
        Assert.Equal(payment, await desk.OpenAsync(id));

        GatewayOrder paid = desk.Gateway.Pay(payment);
        CallbackAnswer[] told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.TellAsync(paid)));
        Assert.All(told, answer => Assert.Equal(200, answer.Status));
        Assert.Equal("accepted", await desk.StateAsync(id));
        Assert.Equal(("Settled", "Settled"), ((await desk.PaymentAsync(id)).State, Assert.Single((await desk.PaymentAsync(id)).Money)));
        Assert.Equal(200, (await desk.TellAsync(paid)).Status);

        Assert.Equal(paid.Receipt, await desk.ReceiptAsync(id));
        (await desk.Portal.PostAsync($"/v1/cases/{id}/payments")).ExpectProblem(409, "case.action-not-allowed");
    }

    [Fact]
    public async Task CallBack_WithAnotherAmount_SettlesNothing_AndAnOfficerNotesTheRefund()
    {
        Guid id = await desk.AskAsync(), payment = await desk.OpenAsync(id);
        GatewayOrder paid = desk.Gateway.Pay(payment, 19_000);
        Assert.Equal(200, (await desk.TellAsync(paid)).Status);
        Assert.Equal("payment-requested", await desk.StateAsync(id));
        Assert.Equal(("ByHand", "Differs"), ((await desk.PaymentAsync(id)).State, Assert.Single((await desk.PaymentAsync(id)).Money)));
        Assert.Equal(409, (await desk.TellAsync(paid with { PaidVnd = 20_000 })).Status);
        Assert.Contains(
            (await desk.Officer.GetAsync("/v1/payments/by-hand?limit=100")).Expect(200).Json.EnumerateArray(), one => one.GetProperty("id").GetGuid() == payment);

        string refund = $"/v1/cases/{id}/payments/{payment}/refund";
        (await desk.Officer.PostAsync(refund, new { receipt = paid.Receipt, refund = " " })).ExpectProblem(422, "reason.required");
        (await desk.Officer.PostAsync(refund, new { receipt = "BL-999999", refund = "UNC-1" })).ExpectProblem(404, "payment.unknown");
        (await desk.Portal.PostAsync(refund, new { receipt = paid.Receipt, refund = "UNC-1" })).ExpectProblem(403);
        (await desk.Officer.PostAsync(refund, new { receipt = paid.Receipt, refund = "UNC-1" })).Expect(200);
        Assert.Equal("Refunded", Assert.Single((await desk.PaymentAsync(id)).Money));

        // The right amount still settles the claim, by a payment of its own.
        Guid second = await desk.OpenAsync(id);
        Assert.NotEqual(payment, second);
        Assert.Equal(200, (await desk.TellAsync(desk.Gateway.Pay(second))).Status);
        Assert.Equal("accepted", await desk.StateAsync(id));
    }

    [Fact]
    public async Task CallBack_WhileAWithdrawalWaits_IsHeld_AndSettlesOrIsGivenBackAsItIsDecided()
    {
        foreach ((bool agree, string state, string money) in new[] { (false, "accepted", "Settled"), (true, "stopped", "RefundDue") })
        {
            Guid id = await desk.AskAsync(), payment = await desk.OpenAsync(id);
            (await desk.Portal.PostAsync($"/v1/cases/{id}/actions/request-withdrawal", new { reason = "Đổi ý" })).Expect(200);
            Assert.Equal(200, (await desk.TellAsync(desk.Gateway.Pay(payment))).Status);
            Assert.Equal("Held", Assert.Single((await desk.PaymentAsync(id)).Money));
            (await desk.Officer.PostAsync($"/v1/cases/{id}/actions/decide-withdrawal", new { agree, reason = "Hồ sơ đã xong" })).Expect(200);
            await ReconsideredAsync(id, agree ? "ByHand" : "Settled");
            Assert.Equal((state, money), (await desk.StateAsync(id), Assert.Single((await desk.PaymentAsync(id)).Money)));
        }
    }

    [Fact]
    public async Task CallBack_AfterTheCaseEndedOrTheCounterTookTheMoney_IsKeptAsARefundThatIsDue()
    {
        Guid ended = await desk.AskAsync(), late = await desk.OpenAsync(ended);
        (await desk.Portal.PostAsync($"/v1/cases/{ended}/actions/request-withdrawal", new { reason = "Đổi ý" })).Expect(200);
        (await desk.Officer.PostAsync($"/v1/cases/{ended}/actions/decide-withdrawal", new { agree = true })).Expect(200);
        Assert.Equal(200, (await desk.TellAsync(desk.Gateway.Pay(late))).Status);
        Assert.Equal(("stopped", "RefundDue"), (await desk.StateAsync(ended), Assert.Single((await desk.PaymentAsync(ended)).Money)));

        Guid counter = await desk.AskAsync(), twice = await desk.OpenAsync(counter);
        (await desk.Officer.PostAsync($"/v1/cases/{counter}/actions/confirm-payment", new { claim = "f1", amountVnd = 20_000, receipt = "QUAY-1" })).Expect(200);
        Assert.Equal(200, (await desk.TellAsync(desk.Gateway.Pay(twice))).Status);
        Assert.Equal(("accepted", "RefundDue"), (await desk.StateAsync(counter), Assert.Single((await desk.PaymentAsync(counter)).Money)));

        // A second receipt for one order: the first settles, the second is given back.
        Guid id = await desk.AskAsync(), payment = await desk.OpenAsync(id);
        Assert.Equal(200, (await desk.TellAsync(desk.Gateway.Pay(payment))).Status);
        Assert.Equal(200, (await desk.TellAsync(desk.Gateway.Pay(payment))).Status);
        Assert.Equal(["Settled", "RefundDue"], (await desk.PaymentAsync(id)).Money);
    }

    [Fact]
    public async Task CallBack_ThatIsForgedChangedOldOrUnknown_ChangesNothing()
    {
        Guid id = await desk.AskAsync(), payment = await desk.OpenAsync(id);
        GatewayOrder paid = desk.Gateway.Pay(payment);
        CallbackAnswer[] refused =
        [
            await desk.TellAsync(paid, key: RandomNumberGenerator.GetBytes(32)),
            await desk.TellAsync(paid, change: body => body.Replace("20000", "99000", StringComparison.Ordinal)),
            await desk.TellAsync(paid, age: TimeSpan.FromMinutes(6)),
            await desk.TellAsync(paid, age: TimeSpan.FromMinutes(-6)),
        ];
        Assert.All(refused, answer => Assert.Equal((401, true), (answer.Status, answer.Body.Contains("payment.callback-not-authentic", StringComparison.Ordinal))));
        (await desk.Service.Anyone.PostAsync("/v1/payments/callbacks", new { payment, receipt = "BL-1", amountVnd = 20_000, paidAt = paid.PaidAt })).ExpectProblem(401, "payment.callback-not-authentic");
        Assert.Equal(404, (await desk.TellAsync(paid with { Id = Guid.NewGuid() })).Status);
        Assert.Equal(400, (await desk.TellAsync(paid with { Receipt = null })).Status);
        Assert.Equal(("payment-requested", 0), (await desk.StateAsync(id), (await desk.PaymentAsync(id)).Money.Length));
    }

    [Fact]
    public async Task Gateway_ThatIsDownSlowOrLies_LosesNothing_AndTheSameOrderIsOpenedLater()
    {
        Guid id = await desk.AskAsync();
        try
        {
            desk.Gateway.Mood = ServerMood.DoesAndHangs;
            (await desk.Portal.PostAsync($"/v1/cases/{id}/payments")).ExpectProblem(503, "payment.gateway-unavailable");
            desk.Gateway.Mood = ServerMood.Answers;
            desk.Gateway.LiesAboutAmount = 1;
            (await desk.Portal.PostAsync($"/v1/cases/{id}/payments")).ExpectProblem(503, "payment.gateway-unavailable");
            Assert.Equal("Opening", (await desk.PaymentAsync(id)).State);
        }
        finally
        {
            (desk.Gateway.Mood, desk.Gateway.LiesAboutAmount) = (ServerMood.Answers, null);
        }

        Guid payment = await desk.OpenAsync(id);
        Assert.Single((await desk.Officer.GetAsync($"/v1/cases/{id}/payments")).Expect(200).Json.EnumerateArray());
        Assert.Contains(payment, desk.Gateway.Orders.Keys);
        Assert.Equal("payment-requested", await desk.StateAsync(id));
    }

    [Fact]
    public async Task CallBack_ThatNeverComes_IsFoundByAsking()
    {
        Guid id = await desk.AskAsync(), payment = await desk.OpenAsync(id);
        desk.Gateway.Pay(payment);
        await desk.ReconcileAsync(id, "Settled");
        Assert.Equal("accepted", await desk.StateAsync(id));

        Guid over = await desk.AskAsync(), gone = await desk.OpenAsync(over);
        desk.Gateway.Expire(gone);
        await desk.ReconcileAsync(over, "Expired");
        Assert.NotEqual(gone, await desk.OpenAsync(over));
    }

    [Fact]
    public void CallBack_SignedByAKeyOfTheGatewaysOwn_CountsByThatKeyAlone()
    {
        using ECDsa gateway = ECDsa.Create(ECCurve.NamedCurves.nistP256), other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string folder = Directory.CreateTempSubdirectory("rv-callback-").FullName;
        string pem = Path.Combine(folder, "gateway.pem"), secret = Path.Combine(folder, "secret");
        File.WriteAllText(pem, gateway.ExportSubjectPublicKeyInfoPem());
        File.WriteAllText(secret, new string('s', 32));
        FakeClock clock = new();
        using CallbackCheck check = new(new PaymentOptions { Address = new Uri("https://pay.vn/"), Key = $"file:{secret}", PublicKeyFile = pem }, clock);
        string timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        string Signed(ECDsa key) => $"es256,{Convert.ToBase64String(key.SignData(PaymentSignature.Signed("m1", timestamp, "{}"u8), HashAlgorithmName.SHA256))}";
        Assert.Null(check.Refusal("m1", timestamp, Signed(gateway), "{}"u8));
        Assert.Equal("signature-wrong", check.Refusal("m1", timestamp, Signed(other), "{}"u8));
        Assert.Equal("signature-wrong", check.Refusal("m2", timestamp, Signed(gateway), "{}"u8));
        Assert.Equal("signature-wrong", check.Refusal("m1", timestamp, PaymentSignature.Sign("m1", clock.GetUtcNow(), "{}"u8, System.Text.Encoding.ASCII.GetBytes(new string('s', 32))), "{}"u8));
        Assert.Equal("headers-missing", check.Refusal(null, timestamp, Signed(gateway), "{}"u8));
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("stale", check.Refusal("m1", timestamp, Signed(gateway), "{}"u8));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Held money is looked at again after its time.</summary>
    private async Task ReconsideredAsync(Guid id, string until)
    {
        Guid payment = (await desk.Officer.GetAsync($"/v1/cases/{id}/payments")).Expect(200).Json[0].GetProperty("id").GetGuid();
        var receive = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<RemoteVerify.Cases.Payments.ReceivePayment>(desk.Service.Services);
        Assert.True((await receive.ReconsiderAsync(payment, CancellationToken.None)).IsDone);
        Assert.Equal(until, (await desk.PaymentAsync(id)).State);
    }
}
