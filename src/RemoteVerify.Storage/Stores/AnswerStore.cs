using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

/// <summary>An answer as it is given again.</summary>
/// <param name="Headers">Those that say something about the content.</param>
/// <param name="Scopes">What the token of the first request could do.</param>
public sealed record KeptAnswer(int Status, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<string> Scopes, byte[] Body)
{
    public override string ToString() => $"KeptAnswer {Status}";
}

/// <summary>Something that a request committed before its answer was lost.</summary>
public sealed record CommittedAct(string Act, Guid? Case, string Result);

/// <summary>What is known of an Idempotency-Key.</summary>
public abstract record KeyState
{
    /// <summary>Nothing was committed under it, and it is the caller's now.</summary>
    public sealed record Begun(Guid Lease) : KeyState;

    /// <summary>A run has it at this moment.</summary>
    public sealed record Running : KeyState;

    /// <summary>The request was answered.</summary>
    public sealed record Answered(byte[] Fingerprint, KeptAnswer Answer) : KeyState;

    /// <summary>The request acted, and its answer is lost.</summary>
    /// <param name="Fingerprint">Null when it acted before its body was read to the end.</param>
    public sealed record Lost(byte[]? Fingerprint, IReadOnlyList<CommittedAct> Acts) : KeyState;
}

/// <summary>Answers to requests with an Idempotency-Key, encrypted, for all nodes.</summary>
public sealed class AnswerStore
{
    private readonly IDbContextFactory<StorageContext> _contexts;
    private readonly DatabaseRules _rules;
    private readonly MasterKey _master;
    private readonly TimeProvider _clock;

    internal AnswerStore(IDbContextFactory<StorageContext> contexts, DatabaseRules rules, MasterKey master, TimeProvider clock) =>
        (_contexts, _rules, _master, _clock) = (contexts, rules, master, clock);

    /// <summary>The tag under which the key of a client is found.</summary>
    public byte[] TagOf(string client, string key)
    {
        using IncrementalHash tag = Begin(DerivedKeys.IdempotencyKeys);
        tag.AppendData(Encoding.UTF8.GetBytes($"{client}\n{key}"));
        return tag.GetHashAndReset();
    }

    /// <summary>A keyed hash that the content of a request goes into.</summary>
    public IncrementalHash BeginFingerprint() => Begin(DerivedKeys.Requests);

    /// <summary>Looks the key up and takes it when nobody has it.</summary>
    /// <param name="lease">How long a run may take; afterwards somebody else may begin, and the run can't commit any more.</param>
    /// <param name="kept">How long the answer is kept.</param>
    public async Task<KeyState> BeginAsync(byte[] tag, TimeSpan lease, TimeSpan kept, CancellationToken cancellationToken)
    {
        var token = Guid.NewGuid();
        while (true)
        {
            await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
            DateTimeOffset now = _clock.GetUtcNow();
            KeptAnswerRow? row = await context.KeptAnswers.AsNoTracking().FirstOrDefaultAsync(a => a.Tag == tag, cancellationToken);
            if (row is null)
            {
                context.KeptAnswers.Add(new KeptAnswerRow { Tag = tag, Lease = token, LeaseUntil = Time.Write(now + lease), ExpiresAt = Time.Write(now + kept) });
                if (await TrySaveAsync(context, cancellationToken))
                {
                    return new KeyState.Begun(token);
                }
            }
            else if (row.ExpiresAt > Time.Write(now) && StateOf(row, now) is { } state)
            {
                return state;
            }
            else if (await TakeOverAsync(context, row, token, now + lease, now + kept, cancellationToken))
            {
                return new KeyState.Begun(token);
            }
        }
    }

    /// <summary>Keeps the answer; nothing happens when another run has the key.</summary>
    public async Task FinishAsync(byte[] tag, Guid lease, byte[] fingerprint, KeptAnswer answer, CancellationToken cancellationToken)
    {
        byte[] box = Sealed.Seal(AnswerKey(), Place(tag), JsonSerializer.SerializeToUtf8Bytes(answer, StoredJson.Options));
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        await context.KeptAnswers.Where(a => a.Tag == tag && a.Lease == lease)
            .ExecuteUpdateAsync(row => row.SetProperty(a => a.Fingerprint, fingerprint).SetProperty(a => a.Answer, box), cancellationToken);
    }

    /// <summary>Gives the key back: free when nothing was committed, otherwise without an answer.</summary>
    public async Task ReleaseAsync(byte[] tag, Guid lease, CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        await context.KeptAnswers.Where(a => a.Tag == tag && a.Lease == lease && a.Acts == null && a.Answer == null).ExecuteDeleteAsync(cancellationToken);
        await context.KeptAnswers.Where(a => a.Tag == tag && a.Lease == lease).ExecuteUpdateAsync(row => row.SetProperty(a => a.LeaseUntil, 0L), cancellationToken);
    }

    /// <summary>Forgets what has run out.</summary>
    public async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        await using StorageContext context = await _contexts.CreateDbContextAsync(cancellationToken);
        long now = Time.Write(_clock.GetUtcNow());
        return await context.KeptAnswers.Where(a => a.ExpiresAt <= now && a.LeaseUntil <= now).ExecuteDeleteAsync(cancellationToken);
    }

    private KeyState? StateOf(KeptAnswerRow row, DateTimeOffset now)
    {
        if (row.Answer is { } box)
        {
            return new KeyState.Answered(row.Fingerprint!, JsonSerializer.Deserialize<KeptAnswer>(Sealed.Open(AnswerKey(), Place(row.Tag), box), StoredJson.Options)!);
        }

        return row.LeaseUntil > Time.Write(now) ? new KeyState.Running()
            : row.Acts is { } acts ? new KeyState.Lost(row.Fingerprint, [.. acts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read)])
            : null;
    }

    private static CommittedAct Read(string line)
    {
        string[] parts = line.Split('\t');
        return new CommittedAct(parts[0], Guid.TryParse(parts[1], out Guid id) ? id : null, parts[2]);
    }

    private async Task<bool> TrySaveAsync(StorageContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (_rules.IsConflict(e))
        {
            return false;
        }
    }

    /// <summary>Asks again under the row's lock whether it is still as it was read, so that of two who want it one gets it.</summary>
    private static async Task<bool> TakeOverAsync(
        StorageContext context, KeptAnswerRow seen, Guid token, DateTimeOffset until, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        IQueryable<KeptAnswerRow> unchanged = context.KeptAnswers.Where(a => a.Tag == seen.Tag && a.Lease == seen.Lease && a.ExpiresAt == seen.ExpiresAt);
        unchanged = seen.Acts is null ? unchanged.Where(a => a.Acts == null) : unchanged;
        unchanged = seen.Answer is null ? unchanged.Where(a => a.Answer == null) : unchanged;
        return await unchanged.ExecuteUpdateAsync(
            row => row.SetProperty(a => a.Lease, token).SetProperty(a => a.LeaseUntil, Time.Write(until)).SetProperty(a => a.ExpiresAt, Time.Write(expires))
                .SetProperty(a => a.Fingerprint, (byte[]?)null).SetProperty(a => a.Acts, (string?)null).SetProperty(a => a.Answer, (byte[]?)null),
            cancellationToken) == 1;
    }

    private IncrementalHash Begin(string purpose)
    {
        byte[] key = _master.Derive(purpose);
        try
        {
            return IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private byte[] AnswerKey() => _master.Derive(DerivedKeys.Answers);

    private static string Place(byte[] tag) => $"kept-answer/{Convert.ToHexStringLower(tag)}";
}
