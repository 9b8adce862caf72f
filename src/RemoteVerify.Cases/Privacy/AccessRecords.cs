using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Sharing;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Privacy;

/// <summary>Something that was done with the data of a person. Who did it is named by office and role, never by a person's name or account.</summary>
/// <param name="At">When.</param>
/// <param name="Kind"><c>look-up</c>, <c>view</c>, <c>decision</c>, <c>share</c>, <c>signature</c>, <c>rights</c> or <c>change</c>.</param>
/// <param name="Act">Code of the act.</param>
/// <param name="What">In words.</param>
/// <param name="Office">The agency, or the tenant that used a share.</param>
/// <param name="Role">Role, in words.</param>
/// <param name="Result"><c>done</c>, or the code of the refusal.</param>
/// <param name="CaseCode">Code of the case, or null.</param>
/// <param name="Purpose">What for, where it was said; or null.</param>
/// <param name="Index">Index of the leaf in the audit log, by which an outsider can check it; null where the log has no entry of its own.</param>
public sealed record AccessRecord(
    DateTimeOffset At, string Kind, string Act, string What, string Office, string Role, string Result, string? CaseCode, string? Purpose, long? Index)
{
    public override string ToString() => $"AccessRecord {Act}";
}

/// <summary>Words for acts and roles, as people read them.</summary>
public sealed record RecordWords(
    IReadOnlyDictionary<string, string> Kinds, IReadOnlyDictionary<string, string> Roles, IReadOnlyDictionary<string, string> RolesEn, IReadOnlyDictionary<string, RecordedAct> Acts)
{
    private static readonly Lazy<RecordWords> Embedded = new(() => PrivacyData.Read<RecordWords>("records.vi.json"));

    public static RecordWords Delivered => Embedded.Value;
}

/// <summary>What an act is for the person whom it is about.</summary>
public sealed record RecordedAct(string Kind, string Vi, string En);

/// <summary>Collects what was done with a person's data: from the audit log of the person's cases, the look-ups of results, and the uses of shares.</summary>
internal sealed class AccessRecords(Work work, IServicePointDirectory points)
{
    private readonly RecordWords _words = RecordWords.Delivered;

    public async Task<IReadOnlyList<AccessRecord>> OfAsync(string personalNumber, IReadOnlyList<Case> cases, CancellationToken cancellationToken)
    {
        List<AccessRecord> records = [];
        foreach (Case found in cases)
        {
            records.AddRange(await OfCaseAsync(found, personalNumber, cancellationToken));
        }

        foreach (ResultLookUp look in await work.Unit.LookUps.ListByPersonAsync(work.Actor.Tenant, personalNumber, cancellationToken))
        {
            // One for a case is in that case's log already; the purpose is only here.
            if (look.CaseId is not { } about || cases.All(found => found.File.Id != about))
            {
                records.Add(Record(look.At, Act.FindResults.Code, look.Tenant.Value, look.Role, "done", null, look.Purpose, null));
            }
        }

        foreach (Share share in await work.Unit.Shares.ListByOwnerAsync(work.Actor.Tenant, personalNumber, cancellationToken))
        {
            records.AddRange((await work.Unit.Shares.ListUsesAsync(share.Id, cancellationToken))
                .Select(use => Record(use.At, Act.UseShare.Code, use.Tenant, use.Role, "done", null, share.Purpose, null)));
        }

        return [.. records.OrderByDescending(record => record.At).ThenByDescending(record => record.Index)];
    }

    private async Task<IEnumerable<AccessRecord>> OfCaseAsync(Case found, string personalNumber, CancellationToken cancellationToken)
    {
        ParticipantId person = PersonCases.Of(found.File, personalNumber)!.Id;
        HashSet<string> others = [.. (await work.Unit.Verifications.ListAsync(found.File.Id, cancellationToken)).Where(v => v.File.Participant != person).Select(v => v.File.Id.ToString())];
        return (await work.Unit.Audit.ListAsync(found.File.Id, cancellationToken))
            .Where(recorded => _words.Acts.ContainsKey(recorded.Entry.Act) && !IsAboutOthers(recorded.Entry, person, others))
            .Select(recorded => Record(
                recorded.Entry.At, recorded.Entry.Act, recorded.Entry.Tenant.Value, recorded.Entry.Role, recorded.Entry.Result, found.File.Code,
                recorded.Entry.Details.GetValueOrDefault("purpose") ?? LookReason(found, recorded.Entry), recorded.Index));
    }

    /// <summary>What another participant did, or what was looked at of another one, is theirs to see.</summary>
    private static bool IsAboutOthers(AuditEntry entry, ParticipantId person, HashSet<string> others) =>
        (entry.Role == ActorRole.Citizen && entry.ActorId != person.Value) || (entry.Details.GetValueOrDefault("verification") is { } verification && others.Contains(verification));

    private static string? LookReason(Case found, AuditEntry entry) =>
        entry.Details.GetValueOrDefault("earlier-case-look") is { } id ? found.File.EarlierCaseLooks.FirstOrDefault(look => look.Id == id)?.Reason
        : entry.Details.GetValueOrDefault("export") is { } export ? found.File.Exports.FirstOrDefault(one => one.Id == export)?.Reason
        : null;

    private AccessRecord Record(DateTimeOffset at, string act, string tenant, ActorRole role, string result, string? caseCode, string? purpose, long? index)
    {
        RecordedAct words = _words.Acts[act];
        string office = points.Agency(new TenantId(tenant))?.Lines is { Count: > 0 } lines ? lines[^1] : tenant;
        return new AccessRecord(at, words.Kind, act, words.Vi, office, _words.Roles[role.ToString()], result, caseCode, purpose, index);
    }
}

/// <summary>"What was recorded about me, and who looked": for a person who proved who they are.</summary>
public sealed class ListOwnRecords(Desk desk, IServicePointDirectory points)
{
    public Task<Outcome<IReadOnlyList<AccessRecord>>> DoAsync(Actor actor, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<AccessRecord>>(Act.ListOwnRecords, actor, async (work, ct) =>
        {
            if (!(await ProvenPerson.OfAsync(work, ct)).TryGet(out ResultOwner? person, out Refusal? refusal))
            {
                return refusal;
            }

            IReadOnlyList<Case> cases = await PersonCases.ListAsync(work, person.PersonalNumber, ct);
            IReadOnlyList<AccessRecord> records = await new AccessRecords(work, points).OfAsync(person.PersonalNumber, cases, ct);
            work.About(actor.OnlyCase!.Value);
            work.Note("found", records.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return Outcome<IReadOnlyList<AccessRecord>>.Done(records);
        }, cancellationToken);
}
