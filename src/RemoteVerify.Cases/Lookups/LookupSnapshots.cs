using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Lookups;

/// <summary>A question that was asked, for the record.</summary>
/// <param name="Database">Whom.</param>
/// <param name="Question">What.</param>
/// <param name="Needs">Required papers that the answer takes the place of; empty for none.</param>
/// <param name="About">The participant it is about.</param>
internal sealed record AskedLookup(
    DatabaseName Database, LookupQuestion Question, IReadOnlyList<string> Needs, ParticipantId About)
{
    public LookupBasis Basis => new(Database.Id, Question.Purpose, Question.LegalBasis);

    public IReadOnlyList<string> NeedsOrKind => Needs.Count > 0 ? Needs : [$"lookup:{Database.Id}"];

    public override string ToString() => $"AskedLookup {Database.Id}";
}

/// <summary>Keeps what databases answered: each answer is an immutable paper (Law 46/2024/QH15 article 67), each silence an open question.</summary>
public sealed class LookupSnapshots(IPaperComposer composer, OfficeHead office)
{
    /// <summary>The dossier with the answer's paper, or with the open question; the caller saves it.</summary>
    internal async Task<Outcome<Dossier>> KeepAsync(Work work, CaseFile file, AskedLookup asked, DatabaseAnswer answer, CancellationToken cancellationToken)
    {
        if (answer is UnavailableAnswer silent)
        {
            work.Note($"lookup.{asked.Database.Id}", silent.Reason);
            return Open(file.Dossier, asked, silent.Reason, work.Now);
        }

        if (!office.OfDossier(file, work.Now).TryGet(out PaperHead? head, out Refusal? refusal)
            || !composer.Compose(Order(head, file, asked, answer)).TryGet(out ComposedPaper? paper, out refusal))
        {
            return refusal;
        }

        Dossier dossier = file.Dossier;
        DossierPaper kept = (await DossierPapers.KeepAsync(work, file, asked.NeedsOrKind[0], PaperOrigin.LookedUp, "application/pdf", paper.Pdf, cancellationToken)) with
        {
            Lookup = asked.Basis, LookupFound = answer is FoundAnswer, About = asked.About.Value,
        };
        dossier = dossier.Add(kept);
        // One answer may stand for several required papers: each has its own entry over the same bytes.
        foreach (string need in asked.NeedsOrKind.Skip(1))
        {
            dossier = dossier.Add(kept with { Id = $"d{dossier.Papers.Count + 1}", Need = need });
        }

        work.Note($"lookup.{asked.Database.Id}", answer is FoundAnswer ? "found" : "unknown");
        return dossier with { OpenLookups = [.. dossier.OpenLookups.Where(open => !IsSame(open, asked))] };
    }

    private static Dossier Open(Dossier dossier, AskedLookup asked, string reason, DateTimeOffset at)
    {
        OpenLookup[] same = [.. dossier.OpenLookups.Where(open => IsSame(open, asked))];
        return dossier with
        {
            OpenLookups =
            [
                .. dossier.OpenLookups.Where(open => !IsSame(open, asked)),
                .. asked.NeedsOrKind.Select(need => same.FirstOrDefault(open => open.Need == need) is { } again
                    ? again with { Reason = reason, LastAskedAt = at, Tries = again.Tries + 1 }
                    : new OpenLookup(need, asked.Basis, asked.About.Value, reason, at, at, 1)),
            ],
        };
    }

    private static bool IsSame(OpenLookup open, AskedLookup asked) =>
        open.Basis.Provider == asked.Database.Id && open.About == asked.About.Value && asked.NeedsOrKind.Contains(open.Need);

    private static LookupSnapshotOrder Order(PaperHead head, CaseFile file, AskedLookup asked, DatabaseAnswer answer)
    {
        ReadOnlyMemory<byte> raw = answer switch { FoundAnswer found => found.Raw, UnknownAnswer unknown => unknown.Raw, _ => ReadOnlyMemory<byte>.Empty };
        return new LookupSnapshotOrder(
            head, file.Code, asked.Database.Keeper, asked.Database.Database, asked.Question.Purpose, asked.Question.LegalBasis, asked.Question.Officer, head.IssuedAt,
            [
                PaperFact.Titled("field-personal-number", asked.Question.PersonalNumber),
                PaperFact.Titled("field-full-name", asked.Question.FullName),
                PaperFact.Titled("fields-asked", string.Join("; ", asked.Question.Fields)) with { Words = [.. asked.Question.Fields.Select(field => $"field-{field}")] },
            ],
            answer is FoundAnswer values ? [.. values.Values.Select(value => new PaperFact(value.Key, value.Value) { Title = $"field-{value.Key}", Words = [$"value-{value.Value}"] })] : [],
            Sha256Digest.Of(raw.Span));
    }
}
