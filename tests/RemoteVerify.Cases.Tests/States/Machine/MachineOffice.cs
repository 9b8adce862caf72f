using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Journeys.Fees;
using RemoteVerify.Cases.Journeys.PaperCopies;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Tests.Journeys.PaperCopies;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <summary>A move: the act's code, and what tries it on a case; <c>odd</c> draws its lesser variant.</summary>
internal sealed record Move(string Act, Func<CaseId, bool, Task<Refusal?>> TryAsync)
{
    public override string ToString() => Act;
}

/// <summary>The real acts of an office over the real store, with plain documents, as moves to be drawn by chance.</summary>
internal sealed class MachineOffice
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly byte[] Scan = ScanFile.Good();

    private readonly Office _office;
    private readonly PlainEngines _engines;
    private readonly Actor _other = Actor.Officer(Office.Tenant, "officer-2");
    private string? _certificate;

    public MachineOffice(Office office)
    {
        _office = office;
        _engines = new PlainEngines(office.Root);
        Moves = [.. Front(), .. Work(), .. Tail(), .. Ends()];
    }

    public IReadOnlyList<Move> Moves { get; }

    /// <summary>A fresh draft of a copy from paper, all fields filled in.</summary>
    public async Task<CaseId> OpenAsync()
    {
        Outcome<DraftCase> opened = await new OpenCase(_office.Desk, _office.Procedures).DoAsync(
            _office.Portal,
            new OpenCaseRequest("certified-copy-paper", null, [new DeclaredParticipant(Office.Name, Office.Number, "applicant") { Kind = ParticipantKind.Applicant }]),
            None);
        CaseId id = Office.Done(opened).File.Id;
        FieldInput[] fields = [new("full-name", Office.Name), new("personal-number", Office.Number), new("document-name", "Bằng tốt nghiệp"), new("copies", "1")];
        Office.Done(await new SetFields(_office.Desk, _office.Procedures).DoAsync(_office.Portal, id, fields, None));
        return id;
    }

    public async Task<Case> FindAsync(CaseId id)
    {
        await using IUnitOfWork unit = await _office.Storage.BeginAsync(None);
        return (await unit.Cases.FindAsync(Office.Tenant, id, None))!;
    }

    private IEnumerable<Move> Front() =>
    [
        Of("case.submit", (id, _) => new SubmitCase(_office.Desk, _office.Procedures).DoAsync(_office.Portal, id, None)),
        Of("case.accept", (id, _) => new AcceptCase(_office.Desk, _office.Procedures).DoAsync(_office.Officer, id, None)),
        Of("supplement.request", (id, _) => new RequestSupplement(_office.Desk).DoAsync(_office.Officer, id, ["copies"], "Ghi số bản", null, None)),
        new("supplement.provide", async (id, odd) =>
        {
            if (!odd)
            {
                _office.Clock.Advance(TimeSpan.FromMinutes(1));
                await new SetFields(_office.Desk, _office.Procedures).DoAsync(_office.Portal, id, [new("copies", "2")], None);
            }

            return (await new ProvideSupplement(_office.Desk).DoAsync(_office.Portal, id, None)).Refusal;
        }),
        new("payment.request", async (id, odd) => odd || await FindAsync(id) is not (OriginalScanned or OriginalCompared)
            ? (await new RequestPayment(_office.Desk).DoAsync(_office.Officer, id, [new("Phí dịch vụ", 2000)], None)).Refusal
            : (await new RequestFee(_office.Desk, _office.Procedures).DoAsync(_office.Officer, id, [], None)).Refusal),
        new("payment.confirm", async (id, odd) =>
        {
            Case current = await FindAsync(id);
            string claim = current is PaymentRequested waiting ? waiting.Claim : "f1";
            long amount = current.File.Dossier.Payments.FirstOrDefault(p => p.Id == claim)?.AmountVnd ?? 2000;
            return (await new ConfirmPayment(_office.Desk).DoAsync(_office.Service, id, claim, odd ? amount - 1 : amount, "r1", None)).Refusal;
        }),
    ];

    private IEnumerable<Move> Work() =>
    [
        Of("original.present", (id, odd) => _office.PresentAsync(id, odd ? _other : _office.Officer)),
        Of("original.scan", (id, _) => _office.ScanAsync(id, Scan)),
        Of("original.compare", (id, odd) => _office.CompareAsync(id, odd ? new Dictionary<string, bool>(Office.AllTicked) { ["altered"] = false } : Office.AllTicked)),
        Of("register.reserve", (id, _) => new ReserveNumber(_office.Desk, _office.Procedures).DoAsync(_office.Officer, id, None)),
        Of("paper.compose", (id, _) => new ComposePaperCopy(_office.Desk, _office.Procedures, _engines, _engines, _office.Officers, _office.DossierHead, _office.Check)
            .DoAsync(_office.Officer, id, "officer-1", None)),
    ];

    private IEnumerable<Move> Tail() =>
    [
        Of("document.read", (id, _) => new ReadDocument(_office.Desk).DoAsync(_office.Officer, id, None)),
        Of("case.approve", (id, odd) => new ApproveCase(_office.Desk).DoAsync(odd ? _other : _office.Officer, id, None)),
        new("countersignature.prepare", async (id, _) => (await new PrepareCountersignature(_office.Desk, _office.Issuer, _engines, _office.Officers, _office.Guard)
            .DoAsync(_office.Officer, id, _certificate ??= await _office.EnrolAsync(), None)).Refusal),
        Of("countersignature.finalise", (id, odd) => new FinaliseCountersignature(_office.Desk, _engines, _engines).DoAsync(odd ? _other : _office.Officer, id, new byte[64], None)),
        Of("document.seal", (id, _) => new SealDocument(_office.Desk, _office.Seals, _engines, _engines, _office.Guard).DoAsync(_office.Seal, id, None)),
        Of("document.timestamp", (id, _) => new TimestampDocument(_office.Desk, _engines, new EffectCheck(_engines, _office.Guard)).DoAsync(_office.Seal, id, None)),
        Of("result.store", (id, _) => new StoreResult(_office.Desk, _office.Seals, _engines).DoAsync(_office.Seal, id, None)),
        Of("result.deliver", (id, _) => new DeliverResult(_office.Desk).DoAsync(_office.Portal, id, DeliveryWay.Online, None)),
    ];

    private IEnumerable<Move> Ends() =>
    [
        Of("withdrawal.request", (id, _) => new RequestWithdrawal(_office.Desk).DoAsync(_office.Portal, id, "Không cần nữa", None)),
        Of("withdrawal.decide", (id, odd) => new DecideWithdrawal(_office.Desk).DoAsync(_office.Officer, id, odd, "Đã ký", None)),
        Of("case.stop", (id, _) => new StopCase(_office.Desk).DoAsync(_office.Officer, id, "ngan-chan", "Có thông tin ngăn chặn", None)),
        Of("case.refuse", (id, _) => new RefuseCase(_office.Desk).DoAsync(_office.Officer, id, "thieu", "Thiếu giấy tờ", None)),
        Of("refusal.contest", (id, _) => new ContestRefusal(_office.Desk).DoAsync(_office.Portal, id, "Đã nộp đủ", None)),
        Of("contest.decide", (id, odd) => new DecideContest(_office.Desk).DoAsync(_other, id, reopen: !odd, "Đã xem lại", None)),
        new("case.expire", async (id, odd) =>
        {
            if (odd)
            {
                _office.Clock.Advance(TimeSpan.FromDays(4));
            }

            return (await new ExpireCase(_office.Desk).DoAsync(_office.Service, id, None)).Refusal;
        }),
    ];

    private static Move Of<T>(string act, Func<CaseId, bool, Task<Outcome<T>>> run) => new(act, async (id, odd) => (await run(id, odd)).Refusal);
}
