using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Payments;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Synthetic.Registers;

namespace RemoteVerify.Server.Tests.Payments;

/// <summary>The real service with a simulated gateway as a real server behind it.</summary>
public sealed class PaymentDesk : IAsyncLifetime
{
    private readonly byte[] _key = Convert.FromHexString(RandomNumberGenerator.GetHexString(64));

    public PaymentDesk() => Gateway = PaymentServer.Start(_key, TimeProvider.System);

    public RunningService Service { get; } = new();

    public PaymentServer Gateway { get; }

    public Caller Officer { get; private set; } = null!;

    public Caller Portal { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        string file = Path.Combine(Service.Folder, "gateway.key");
        await File.WriteAllBytesAsync(file, _key);
        foreach ((string name, string value) in new[]
        {
            ("Service:Payments:Address", Gateway.Address.ToString()), ("Service:Payments:Key", $"file:{file}"), ("Service:Payments:TimeoutSeconds", "3"),
            ("Service:Payments:FirstQuestionSeconds", "1"), ("Service:Payments:NextQuestionSeconds", "1"), ($"Service:Payments:Merchants:{RunningService.Tenant}", "M-01"),
        })
        {
            Service.Settings[name] = value;
        }

        await Service.InitializeAsync();
        (Officer, Portal) = (await Service.AsAsync("officer"), await Service.AsAsync("portal"));
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    /// <summary>A case that was taken in and now waits for a fee of 20 000 đồng.</summary>
    public async Task<Guid> AskAsync()
    {
        Guid id = (await Portal.PostAsync("/v1/cases", new
        {
            procedure = "marital-certificate", participants = new[] { new { fullName = Journey.Name, personalNumber = Journey.Number, role = "applicant", kind = "Applicant" } },
        })).Expect(201).Json.GetProperty("id").GetGuid();
        await ChangeAsync(id, current => new AcceptedCase(current.File));
        (await Officer.PostAsync($"/v1/cases/{id}/actions/request-payment", new { lines = new[] { new { name = "Lệ phí", amountVnd = 20_000 } } })).Expect(200);
        return id;
    }

    /// <summary>The citizen opens the payment.</summary>
    public async Task<Guid> OpenAsync(Guid id) => (await Portal.PostAsync($"/v1/cases/{id}/payments")).Expect(201).Json.GetProperty("id").GetGuid();

    /// <summary>The gateway tells of money at the service's present address.</summary>
    public Task<CallbackAnswer> TellAsync(GatewayOrder order, TimeSpan age = default, byte[]? key = null, Func<string, string>? change = null) =>
        Gateway.TellAsync(Service.Http, order with { Callback = new Uri(Service.Address, order.Callback.AbsolutePath) }, age, key, change);

    public async Task<string> StateAsync(Guid id) => (await Officer.GetAsync($"/v1/cases/{id}")).Expect(200).Json.GetProperty("state").GetString()!;

    /// <summary>State of the payment, and of each money that came.</summary>
    public async Task<(string State, string[] Money)> PaymentAsync(Guid id)
    {
        var payment = (await Officer.GetAsync($"/v1/cases/{id}/payments")).Expect(200).Json.EnumerateArray().Last();
        return (payment.GetProperty("state").GetString()!, [.. payment.GetProperty("received").EnumerateArray().Select(money => money.GetProperty("state").GetString()!)]);
    }

    /// <summary>The receipt that settles the first claim of the case; null while there is none.</summary>
    public async Task<string?> ReceiptAsync(Guid id)
    {
        await using IUnitOfWork unit = await Service.Parts.Storage.BeginAsync(CancellationToken.None);
        return (await unit.Cases.FindAsync(new TenantId(RunningService.Tenant), new CaseId(id), CancellationToken.None))!.File.Dossier.Payments[0].Receipt;
    }

    /// <summary>One round of questions about all that is due; questions come due a second after the opening.</summary>
    public async Task ReconcileAsync(Guid id, string until)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(1));
        while ((await PaymentAsync(id)).State != until)
        {
            await Service.Services.GetRequiredService<ReconcilePayments>().RunAsync(limit.Token);
            await Task.Delay(200, limit.Token);
        }
    }

    private async Task ChangeAsync(Guid id, Func<Case, Case> change)
    {
        Desk desk = Service.Services.GetRequiredService<Desk>();
        Outcome<Case> done = await desk.DoAsync<Case>(Act.AcceptCase, Actor.Officer(new TenantId(RunningService.Tenant), "officer"), async (work, ct) =>
            (await work.CaseAsync(new CaseId(id), ct)).TryGet(out Case? current, out Refusal? refusal) ? await work.SaveAsync(change(current), ct) : refusal, CancellationToken.None);
        Assert.True(done.IsDone, done.ToString());
    }
}
