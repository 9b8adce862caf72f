namespace RemoteVerify.Cases.Procedures.Reading;

/// <summary>The order of signatures: people before officers, officers before the seal.</summary>
internal static class SlotChecks
{
    private static readonly HashSet<string> Participants = ["Party", "Applicant", "Witness", "Interpreter", "Guardian"];
    private static readonly HashSet<string> Officers = ["Prepares", "Decides", "Leads", "AtVenue"];

    public static IEnumerable<DataFault> Of(Procedure p)
    {
        for (int i = 0; i < p.Slots.Count; i++)
        {
            SlotRule slot = p.Slots[i];
            if (!Fits(slot))
            {
                yield return new DataFault($"/slots/{i}/role", "slot.role", $"{slot.Role} is no role of {slot.Signer}. Participants are {string.Join(", ", Participants)}; officers {string.Join(", ", Officers)}; the organisation Seals.");
            }

            if (p.Slots.FirstOrDefault(other => other.Order >= slot.Order && Rank(other) < Rank(slot)) is { } late)
            {
                yield return new DataFault($"/slots/{i}/order", "slot.order", $"{slot.Signer} signs in place {slot.Order}, but \"{late.Id}\" ({late.Signer}) only in {late.Order}. Participants sign first, then officers, the organisation last.");
            }

            if (slot.Group is { } group && p.Slots.Any(other => other.Group == group && other.Order != slot.Order))
            {
                yield return new DataFault($"/slots/{i}/group", "slot.group", $"The slots of the group \"{group}\" have different orders. Give them the same.");
            }

            if (slot.Accepts.Any(kind => kind is SignatureKind.Development or SignatureKind.Foreign) && p.LegalReview.IsVerified)
            {
                yield return new DataFault($"/slots/{i}/accepts", "slot.kind", "A verified version takes no signature of a development or foreign authority.");
            }
        }

        int[] orders = [.. p.Slots.Select(s => s.Order).Distinct().Order()];
        if (!orders.SequenceEqual(Enumerable.Range(1, orders.Length)))
        {
            yield return new DataFault("/slots", "slot.gap", $"The orders are {string.Join(", ", orders)}. Count them 1, 2, 3 without a gap.");
        }

        if (p.Slots.Count(s => s.Signer == SlotSigner.Organisation) > 1)
        {
            yield return new DataFault("/slots", "slot.seals", "The organisation seals once. Take the other slot out.");
        }
    }

    private static bool Fits(SlotRule slot) => slot.Signer switch
    {
        SlotSigner.Participant => Participants.Contains(slot.Role),
        SlotSigner.Officer => Officers.Contains(slot.Role),
        _ => slot.Role == "Seals",
    };

    private static int Rank(SlotRule slot) => (int)slot.Signer;
}
