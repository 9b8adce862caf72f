// Law 46/2024/QH15 and Decree 104/2025/ND-CP articles 47 and 53 (electronic notarisation), Circular 05/2025/TT-BTP (the notary's statement).
using System.Globalization;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Cases.Engines.Papers;

/// <summary>The contract's pages, the notary's statement behind them, and a place for everybody's signature, venue by venue.</summary>
internal static class NotarialStatementPaper
{
    private const string Attachment = "hop-dong.pdf";

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    public static Outcome<ComposedPaper> Compose(NotarialStatementOrder order, PaperTools tools)
    {
        if (Fault(order) is { } fault)
        {
            return PaperComposer.NotAccepted(fault);
        }

        if (!SourcePages.Open(order.Contract).TryGet(out SourcePages? source, out Refusal? refusal))
        {
            return refusal;
        }

        PaperSheet sheet = tools.Sheet(order, new PaperForm(
            words => words.Set(
                ("title", order.ContractTitle),
                ("notarial-number", order.NotarialNumber),
                ("notary", order.LeadNotary.Name),
                ("organisation", order.Organisation),
                ("organisation-address", order.OrganisationAddress),
                ("venue-count", SourcePages.Number(order.Venues.Count)),
                ("source-pages", SourcePages.Number(source.Count)),
                ("sha256", order.Contract.Sha256.Hex)),
            HasAttachments: true));
        source.ShowOnA4(sheet, _ => [], CopyBlock.Style);
        Statement(sheet, order);
        Signatures(sheet, order);
        source.Attach(sheet, Attachment);
        return sheet.Finish();
    }

    private static string Role(PaperSheet sheet, NotarialPerson person) => sheet.Words.Term(person.RoleTerm, person.Role);

    private static IEnumerable<NotarialPerson> People(NotarialStatementOrder order) => order.Parties.SelectMany(party => party.People).Concat(order.Others);

    private static string? Fault(NotarialStatementOrder order) =>
        order.Parties.Count == 0 || order.Parties.Any(party => party.People.Count == 0) ? "parties"
        : order.Venues.Count == 0 || order.Venues.Select(venue => venue.Id).Distinct().Count() != order.Venues.Count ? "venues"
        : People(order).Any(person => order.Venues.All(venue => venue.Id != person.VenueId)) ? "venue-unknown"
        : order.Venues.All(venue => venue.Notary != order.LeadNotary) ? "lead-without-venue"
        : null;

    private static void Statement(PaperSheet sheet, NotarialStatementOrder order)
    {
        sheet.Composer.NewPage();
        sheet.Title("statement-title", spaceBefore: 0);
        bool online = order.Venues.Count > 1;
        IReadOnlyList<TextRun> opening = sheet.Words.Runs("opening", PaperSheet.Thirteen);
        sheet.Composer.Paragraph(online ? [.. opening, new TextRun(" "), .. sheet.Words.Runs("online", PaperSheet.Thirteen)] : opening, PaperSheet.Body);
        if (online)
        {
            foreach (NotarialVenue venue in order.Venues)
            {
                sheet.Say("venue-line", PaperSheet.Body, ("venue", venue.Name), ("venue-notary", venue.Notary.Name));
            }
        }

        sheet.Title("certifies", 13, spaceBefore: 6, spaceAfter: 6);
        sheet.Say("contract-line");
        foreach (NotarialParty party in order.Parties)
        {
            sheet.Say("party-line", PaperSheet.Body with { KeepWithNext = true, SpaceAfter = 2 }, ("party", sheet.Words.Term(party.LabelTerm, party.Label)));
            Persons(sheet, party.People);
        }

        if (order.Others.Count > 0)
        {
            sheet.Say("others-line", PaperSheet.Body with { KeepWithNext = true, SpaceAfter = 2 });
            Persons(sheet, order.Others);
        }

        Clauses(sheet, order, online);
        sheet.Say("number-line", PaperSheet.Body with { SpaceBefore = 4, SpaceAfter = 12 });
    }

    private static void Persons(PaperSheet sheet, IReadOnlyList<NotarialPerson> people)
    {
        foreach (NotarialPerson person in people)
        {
            TextStyle style = PaperSheet.Thirteen;
            List<TextRun> runs = [.. sheet.Words.Runs("person-name", style, ("person", person.Person.FullName), ("role", Role(sheet, person)))];
            if (person.Person.BirthDate is { } birth)
            {
                runs.AddRange(sheet.Words.Runs("person-birth", style, ("birth-date", birth)));
            }

            runs.AddRange(sheet.Words.Runs("person-document", style, ("identity-document", sheet.Words.Term(person.IdentityTerm, person.Person.IdentityDocument))));
            if (person.Person.Residence is { } residence)
            {
                runs.AddRange(sheet.Words.Runs("person-residence", style, ("residence", residence)));
            }

            sheet.Composer.Paragraph(runs, PaperSheet.Body);
        }
    }

    private static void Clauses(PaperSheet sheet, NotarialStatementOrder order, bool online)
    {
        foreach (string clause in new[] { "clause-will", "clause-capacity", "clause-pledge", "clause-lawful" })
        {
            sheet.Say(clause);
        }

        string[] heard = [.. People(order).Where(person => person.ReadAloud).Select(person => person.Person.FullName)];
        if (heard.Length < People(order).Count())
        {
            sheet.Say(online ? "clause-read-online" : "clause-read");
        }

        if (heard.Length > 0)
        {
            sheet.Say("clause-read-aloud", ("listeners", string.Join(", ", heard)));
        }

        sheet.Say("clause-copies");
    }

    /// <summary>Everybody signs at the own venue before the own notary; the lead and the organisation come last.</summary>
    private static void Signatures(PaperSheet sheet, NotarialStatementOrder order)
    {
        foreach (NotarialVenue venue in order.Venues)
        {
            List<SignatureBlock> blocks =
            [
                .. People(order).Where(person => person.VenueId == venue.Id)
                    .Select(person => new SignatureBlock([Role(sheet, person).ToUpper(Vietnamese)], sheet.Words.Need("person", person.Person.FullName), person.Slot)),
            ];
            if (venue.Notary != order.LeadNotary)
            {
                blocks.Add(SignatureBlock.Of(venue.Notary, sheet.Words));
            }

            if (blocks.Count == 0)
            {
                continue;
            }

            sheet.Section("signatures-venue", ("venue", venue.Name));
            for (int index = 0; index < blocks.Count; index += 2)
            {
                bool last = venue == order.Venues[^1] && index + 2 >= blocks.Count;
                SignatureBlocks.Row(sheet, blocks[index], index + 1 < blocks.Count ? blocks[index + 1] : null, last ? SignatureBlocks.UsualHeight : 0);
            }
        }

        SignatureBlock lead = SignatureBlock.Of(order.LeadNotary, sheet.Words);
        SignatureBlocks.Row(
            sheet,
            new SignatureBlock([sheet.Words.Need("organisation", order.Organisation).ToUpper(Vietnamese)], null, order.Head.SealSlot),
            lead);
    }
}
