using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Lookups;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Journeys.StoredCopies;

/// <summary>What the repository answered.</summary>
/// <param name="Candidates">What may be copied: the named result, or every valid one of owner and type.</param>
/// <param name="Others">State and id of what fits and is not valid any more.</param>
/// <param name="Dossier">The dossier with the look-up's paper.</param>
internal sealed record FoundResults(IReadOnlyList<PublishedDocument> Candidates, IReadOnlyList<string> Others, Dossier Dossier)
{
    public override string ToString() => $"FoundResults {Candidates.Count}";
}

/// <summary>Asks the own repository of results for a journey, and keeps question and answer as a paper of the dossier.</summary>
internal sealed class CopyLookups(LookupSnapshots snapshots, OfficeHead office)
{
    /// <summary>The repository as a provider of papers in procedures.</summary>
    public const string Provider = "results";

    public async Task<Outcome<FoundResults>> FindAsync(Work work, CaseFile file, Procedure procedure, CopyRequest request, CancellationToken cancellationToken)
    {
        if (!office.Agency(file.Tenant).TryGet(out AgencyProfile? agency, out Refusal? refusal))
        {
            return refusal;
        }

        (IReadOnlyList<PublishedDocument> candidates, List<string> others) = await AskAsync(work, file, request, cancellationToken);
        RequiredPaper? need = procedure.Papers.FirstOrDefault(paper => paper.Source is { Kind: PaperSourceKind.Lookup, Provider: Provider });
        Participant person = file.Signers.FirstOrDefault(p => p.PersonalNumber == request.Owner) ?? file.Signers.First();
        string about = request.Owner ?? CopyRight.Proven(file).FirstOrDefault() ?? person.PersonalNumber;
        var question = new LookupQuestion(
            file.Tenant, file.Code, work.Actor.Id, about, about == person.PersonalNumber ? person.FullName : "-", [request.Result?.ToString() ?? request.Type ?? "*"], procedure.TitleVi,
            need?.LegalBasis ?? procedure.LegalBasis);
        Dictionary<string, string> values = candidates.Select(d => (Key: d.Id.ToString(), Value: Line(d, "valid")))
            .Concat(others.Select(text => (Key: text.Split(':', 2)[1], Value: text.Split(':', 2)[0]))).ToDictionary(v => v.Key, v => v.Value);
        byte[] raw = System.Text.Encoding.UTF8.GetBytes(string.Join('\n', values.Select(v => $"{v.Key} {v.Value}")));
        DatabaseAnswer answer = values.Count == 0 ? new UnknownAnswer(raw) : new FoundAnswer(values, raw);
        var asked = new AskedLookup(new DatabaseName(Provider, agency.Lines[^1], Provider), question, need is null ? [] : [need.Id], person.Id);
        return (await snapshots.KeepAsync(work, file, asked, answer, cancellationToken)).TryGet(out Dossier? dossier, out refusal)
            ? new FoundResults(candidates, others, dossier)
            : refusal;
    }

    private static async Task<(IReadOnlyList<PublishedDocument> Candidates, List<string> Others)> AskAsync(
        Work work, CaseFile file, CopyRequest request, CancellationToken cancellationToken)
    {
        if (request.Result is { } id)
        {
            // A named result is a candidate whatever became of it: its state is the refusal's reason then.
            PublishedDocument? named = await work.Unit.Published.FindAsync(id, cancellationToken);
            return (named is not null && named.Tenant == file.Tenant && named.Kind != PublishedKind.RelatedAct ? [named] : [], []);
        }

        List<PublishedDocument> valid = [];
        List<string> others = [];
        foreach (string owner in request.Owner is { } one ? [one] : CopyRight.Proven(file))
        {
            foreach (PublishedDocument document in await work.Unit.Published.ListByOwnerAsync(file.Tenant, owner, request.Type, cancellationToken))
            {
                if (document.Kind == PublishedKind.RelatedAct || document.CaseId == file.Id || valid.Exists(d => d.Id == document.Id))
                {
                    continue;
                }

                ResultState state = ResultState.Of(document, await work.Unit.RelatedActs.ListAsync(document.Id, cancellationToken), work.Now);
                if (state is ResultState.Valid)
                {
                    valid.Add(document);
                }
                else
                {
                    others.Add($"{state.Name}:{document.Id}");
                }
            }
        }

        return (valid, others);
    }

    private static string Line(PublishedDocument document, string state) =>
        string.Join("; ", new[] { document.Title, document.Number, VietnamTime.Print(document.IssuedAt), state }.Where(part => !string.IsNullOrEmpty(part)));
}
