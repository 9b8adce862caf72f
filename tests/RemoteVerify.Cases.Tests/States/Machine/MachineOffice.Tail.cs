using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Intake;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Tests.States.Machine;

/// <content>From the number to the delivered result.</content>
internal abstract partial class MachineOffice
{
    private IEnumerable<Move> Tail() =>
    [
        Of("register.reserve", First, a => new ReserveNumber(Desk, Procedures).DoAsync(a.Actor, a.Reference, None)),
        Of("document.read", Approver, a => new ReadDocument(Desk).DoAsync(a.Actor, a.Id, None)) with { Weight = 2, NamesCase = false },
        Of("case.approve", Approver, a => new ApproveCase(Desk).DoAsync(a.Actor, a.Reference, None)),
        Of("countersignature.prepare", Signer, a => new PrepareCountersignature(Desk, Office.Issuer, Engines, Officers, Office.Guard)
            .DoAsync(a.Actor, a.Reference, a.IsOdd ? "00" : _certificates.GetValueOrDefault(a.Actor.Id, "00"), None)),
        Of("countersignature.finalise", Signer, a => new FinaliseCountersignature(Desk, Engines, Engines).DoAsync(a.Actor, a.Reference, a.IsOdd ? default : new byte[64], None)),
        Of("document.seal", Office.Seal, a => new SealDocument(Desk, Office.Seals, Engines, Engines, Office.Guard).DoAsync(a.Actor, a.Reference, None)),
        Of("document.timestamp", Office.Seal, a => new TimestampDocument(Desk, Engines, new EffectCheck(Engines, Office.Guard)).DoAsync(a.Actor, a.Reference, None)),
        Of("result.store", Office.Seal, a => new StoreResult(Desk, Office.Seals, Engines).DoAsync(a.Actor, a.Reference, None)),
        Of("result.deliver", Office.Portal, a => new DeliverResult(Desk).DoAsync(a.Actor, a.Reference, DeliveryWay.Online, None)),
    ];

    /// <summary>Who approves.</summary>
    protected virtual Actor Approver(Situation seen) => First;

    /// <summary>The officer whose signature is next.</summary>
    private Actor Signer(Situation seen) => seen.Case switch
    {
        Approved c => Officer(OfficerOrder.Next(c.File, c.Approval)?.Officer ?? Accounts[0]),
        CountersignaturePrepared c => Officer(c.Pending.Officer),
        _ => First,
    };

    /// <summary>The act that gives the case its number where it has none of this year's book yet; then the one that composes the paper.</summary>
    protected static string NumberThen(string compose, Situation seen) =>
        seen.File.Number is { } number && number.Year == VietnamTime.Day(seen.Now).Year ? compose : "register.reserve";

    private string? NextOfTail(Situation seen) => seen.Case switch
    {
        PaperPrepared c => c.SeenBy.Contains(Approver(seen).Id) ? "case.approve" : "document.read",
        Approved => "countersignature.prepare",
        CountersignaturePrepared c => c.Pending.ExpiresAt < seen.Now ? "countersignature.prepare" : "countersignature.finalise",
        Countersigned => "document.seal",
        OrganisationSealed => "document.timestamp",
        Effective => "result.store",
        Completed => "result.deliver",
        _ => null,
    };
}
