using System.Text;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases;
using RemoteVerify.Cases.SignIn;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class SignInStore(StorageContext context, CaseKeys keys, PersonTags tags) : ISignInStore
{
    public async Task AddAsync(CitizenSignIn signIn, string subject, string? session, string idToken, CancellationToken cancellationToken) => context.SignIns.Add(new SignInRow
    {
        Id = signIn.Id,
        Provider = signIn.Provider,
        SubjectTag = Tag(signIn.Provider, "sub", subject),
        SessionTag = session is null ? null : Tag(signIn.Provider, "sid", session),
        Tenant = signIn.Tenant.Value,
        CaseId = signIn.CaseId.Value,
        Participant = signIn.Participant.Value,
        Assurance = signIn.Assurance,
        At = Time.Write(signIn.At),
        IdToken = Sealed.Seal(await keys.ForWritingAsync(signIn.CaseId.Value, DataClass.Record, cancellationToken), Place(signIn.Id), Encoding.ASCII.GetBytes(idToken)),
    });

    public async Task<CitizenSignIn?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await context.SignIns.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellationToken) is { } row ? Read(row) : null;

    public async Task<string?> IdTokenAsync(Guid id, CancellationToken cancellationToken) =>
        await context.SignIns.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellationToken) is { IdToken: { } box } row
        && await keys.ForReadingAsync(row.CaseId, DataClass.Record, cancellationToken) is { } key
            ? Encoding.ASCII.GetString(Sealed.Open(key, Place(id), box))
            : null;

    public async Task<IReadOnlyList<CitizenSignIn>> ListOpenAsync(string provider, string? subject, string? session, CancellationToken cancellationToken)
    {
        IQueryable<SignInRow> rows = context.SignIns.AsNoTracking().Where(s => s.EndedAt == null && s.Provider == provider);
        if (session is not null)
        {
            byte[] tag = Tag(provider, "sid", session);
            rows = rows.Where(s => s.SessionTag == tag);
        }

        if (subject is not null)
        {
            byte[] tag = Tag(provider, "sub", subject);
            rows = rows.Where(s => s.SubjectTag == tag);
        }

        return subject is null && session is null ? [] : [.. (await rows.OrderBy(s => s.Id).ToListAsync(cancellationToken)).Select(Read)];
    }

    public async Task EndAsync(Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await context.SignIns.FindAsync([id], cancellationToken) is { EndedAt: null } row)
        {
            row.EndedAt = Time.Write(at);
            row.IdToken = null;
        }
    }

    private byte[] Tag(string provider, string kind, string value) => tags.Of(new TenantId($"openid {kind} {provider}"), value);

    private static string Place(Guid id) => $"sign-in/{id:D}";

    private static CitizenSignIn Read(SignInRow row) => new(
        row.Id, row.Provider, new TenantId(row.Tenant), new CaseId(row.CaseId), new ParticipantId(row.Participant), row.Assurance, Time.Read(row.At),
        row.EndedAt is { } at ? Time.Read(at) : null);
}
