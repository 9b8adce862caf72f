using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys.NotarisedContracts;

/// <summary>The notarial practice organisation (tổ chức hành nghề công chứng) as the statement names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its office.</param>
internal sealed record NotaryOffice(string Name, string Address);

/// <summary>What the notary's statement says of a case: its parties, venues and notaries, each with the field to sign.</summary>
internal static class StatementOfContract
{
    /// <summary>The fields of the notaries in the order of signing: venue by venue, then the lead.</summary>
    public static IReadOnlyList<OfficerSlot> Slots(NotarialSession session) =>
    [
        .. session.Venues.Where(v => v.Notary != session.Lead).Select(v => new OfficerSlot($"Notary_{v.Id}", v.Notary, OfficerFunction.AtVenue)),
        new OfficerSlot(SlotNames.Countersignature, session.Lead, OfficerFunction.Leads),
    ];

    /// <param name="head">What every paper says about itself.</param>
    /// <param name="contract">The agreed text.</param>
    /// <param name="file">The case.</param>
    /// <param name="session">The session that opens.</param>
    /// <param name="office">The organisation.</param>
    /// <param name="officerOf">The registered notary of an account.</param>
    public static NotarialStatementOrder Order(
        PaperHead head, PaperSource contract, CaseFile file, NotarialSession session, NotaryOffice office, Func<string, OfficerProfile> officerOf)
    {
        IReadOnlyList<OfficerSlot> slots = Slots(session);
        PaperSigner Signer(string account) => new(officerOf(account).FullName, officerOf(account).Title) { Slot = slots.Single(s => s.Officer == account).Slot };
        NotarialPerson Person(Participant p) => new(
            new PaperPerson(p.FullName, p.PersonalNumber) { Residence = ResidenceOf(file, p) },
            p.Role, session.VenueOf(p.Id)!.Id, session.ReadAloudTo.Contains(p.Id), SlotNames.Of(p.Id))
        {
            RoleTerm = RoleOf(p),
            IdentityTerm = new PaperTerm("identity-number", p.PersonalNumber),
        };

        Participant[] sides = [.. file.Signers.Where(p => p.Kind is not (ParticipantKind.Witness or ParticipantKind.Interpreter))];
        return new NotarialStatementOrder(
            head, contract, file.Title, file.Number!.Printed,
            [.. sides.GroupBy(p => p.Role).Select(side => new NotarialParty(side.Key, [.. side.Select(Person)]) { LabelTerm = SideOf(side.Key) is { } letter ? new PaperTerm("party-label", letter) : null })],
            [.. file.Signers.Except(sides).Select(Person)],
            [.. session.Venues.OrderBy(v => v.Notary != session.Lead).Select(v => new NotarialVenue(v.Id, v.PrintedPlace, Signer(v.Notary)))],
            Signer(session.Lead), office.Name, office.Address);
    }

    /// <summary>The side's letter as contracts name it: <c>party-a</c> is BÊN A; null for other roles, which stand as the portal wrote them.</summary>
    private static string? SideOf(string role) => role.StartsWith("party-", StringComparison.OrdinalIgnoreCase) ? role[6..].ToUpperInvariant() : null;

    private static PaperTerm? RoleOf(Participant participant) => (participant.Kind, SideOf(participant.Role)) switch
    {
        (ParticipantKind.Witness, _) => new PaperTerm("role-witness"),
        (ParticipantKind.Interpreter, _) => new PaperTerm("role-interpreter"),
        (ParticipantKind.Guardian, { } side) => new PaperTerm("role-guardian-of-side", side),
        (ParticipantKind.Guardian, _) => new PaperTerm("role-guardian", participant.Role),
        (_, { } side) => new PaperTerm("party-label", side),
        _ => null,
    };

    /// <summary>The form names the residence of one person, by the personal number.</summary>
    private static string? ResidenceOf(CaseFile file, Participant participant) =>
        file.Dossier.Value("personal-number") == participant.PersonalNumber ? file.Dossier.Value("residence") : null;
}
