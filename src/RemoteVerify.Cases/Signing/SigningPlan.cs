using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Signing;

/// <summary>A slot as planned.</summary>
/// <param name="Id">Name of its signature field.</param>
/// <param name="Order">Lower numbers sign first; equal numbers in any order.</param>
/// <param name="Group">Slots of one group at one order count as done when any of them is signed; null stands alone.</param>
/// <param name="Optional">Holds up nobody.</param>
public sealed record PlannedSlot(string Id, int Order, string? Group = null, bool Optional = false);

/// <summary>In which order signatures come: everything of one order, in any order, before anything of the next.</summary>
public sealed class SigningPlan
{
    private readonly PlannedSlot[] _slots;

    /// <exception cref="ArgumentException">Two slots have the same id.</exception>
    public SigningPlan(IEnumerable<PlannedSlot> slots)
    {
        _slots = [.. slots.OrderBy(slot => slot.Order)];
        if (_slots.DistinctBy(slot => slot.Id).Count() != _slots.Length)
        {
            throw new ArgumentException("Every slot has an id of its own.", nameof(slots));
        }
    }

    /// <summary>Every slot, in order.</summary>
    public IReadOnlyList<PlannedSlot> Slots => _slots;

    /// <summary>The slots of a case's participants as its procedure orders them; those it says nothing about are the first.</summary>
    public static SigningPlan OfParticipants(Procedure procedure, CaseFile file) => new(file.Signers.Select(participant =>
    {
        SlotRule? rule = procedure.Slots.FirstOrDefault(slot =>
            slot.Signer == SlotSigner.Participant && string.Equals(slot.Role, participant.Kind.ToString(), StringComparison.OrdinalIgnoreCase));
        return new PlannedSlot(SlotNames.Of(participant.Id), rule?.Order ?? int.MinValue);
    }));

    /// <summary>The slots that may be signed now.</summary>
    /// <param name="signed">Ids of the signed ones.</param>
    public IReadOnlyList<PlannedSlot> Open(IReadOnlySet<string> signed) => [.. _slots.Where(slot => MaySign(slot, signed))];

    /// <summary>True when this slot may be signed now.</summary>
    public bool MaySign(string id, IReadOnlySet<string> signed) => _slots.FirstOrDefault(slot => slot.Id == id) is { } slot && MaySign(slot, signed);

    /// <summary>True when nothing that must be signed is missing.</summary>
    public bool IsComplete(IReadOnlySet<string> signed) => _slots.All(slot => IsDone(slot, signed));

    /// <summary>What is signed later covers what was signed before, so an earlier slot is closed once a later one is signed.</summary>
    private bool MaySign(PlannedSlot slot, IReadOnlySet<string> signed) =>
        !signed.Contains(slot.Id)
        && !(slot.Group is not null && Companions(slot).Any(other => signed.Contains(other.Id)))
        && _slots.Where(other => other.Order < slot.Order).All(other => IsDone(other, signed))
        && !_slots.Any(other => other.Order > slot.Order && signed.Contains(other.Id));

    private bool IsDone(PlannedSlot slot, IReadOnlySet<string> signed) =>
        slot.Optional || signed.Contains(slot.Id) || (slot.Group is not null && Companions(slot).Any(other => signed.Contains(other.Id)));

    private IEnumerable<PlannedSlot> Companions(PlannedSlot slot) => _slots.Where(other => other.Group == slot.Group && other.Order == slot.Order);
}
