using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Sharing;

/// <summary>The code that a person shows as a QR: 128 bits, another one each minute, good for one scan.</summary>
/// <param name="Token">What stands in the QR; it says nothing about the person.</param>
/// <param name="ExpiresAt">Not after this.</param>
/// <param name="NextAt">When to show the next one.</param>
public sealed record PersonCode(string Token, DateTimeOffset ExpiresAt, DateTimeOffset NextAt)
{
    public override string ToString() => "PersonCode";
}

/// <summary>
/// Makes the rotating code of the person of this session: an HMAC under a random handle of the person over the time step, so
/// that two codes can't be linked with each other or with a number. Only its hash is stored.
/// </summary>
public sealed class ShowPersonCode(Desk desk)
{
    /// <summary>A new code each of these.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(60);

    /// <summary>A code shown at the end of its step can be read a little longer.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private const int TokenBytes = 16;

    public Task<Outcome<PersonCode>> DoAsync(Actor actor, CancellationToken cancellationToken) =>
        desk.DoAsync<PersonCode>(Act.ShowPersonCode, actor, async (work, ct) =>
        {
            if (!(await ProvenPerson.OfAsync(work, ct)).TryGet(out ResultOwner? person, out Refusal? refusal))
            {
                return refusal;
            }

            long step = work.Now.ToUnixTimeSeconds() / (long)Step.TotalSeconds;
            DateTimeOffset end = DateTimeOffset.FromUnixTimeSeconds((step + 1) * (long)Step.TotalSeconds);
            ReadOnlyMemory<byte> handle = await work.Unit.PersonHandles.HandleAsync(actor.Tenant, person.PersonalNumber, ct);
            string token = Token(handle.Span, actor, step);
            Sha256Digest hash = Tokens.Hash(token);
            if (await work.Unit.Tokens.FindAsync(hash, ct) is not null)
            {
                // The page was loaded again within the same minute.
                work.StaySilent();
            }
            else
            {
                await work.Unit.Tokens.AddAsync(
                    new AccessToken(hash, AccessTokenKind.PersonCode, actor.Tenant, actor.OnlyCase!.Value, new ParticipantId(actor.Id), end + Grace, null), ct);
            }

            work.About(actor.OnlyCase!.Value);
            return new PersonCode(token, end + Grace, end);
        }, cancellationToken);

    /// <summary>The session is part of it: two sessions of one person show different codes.</summary>
    private static string Token(ReadOnlySpan<byte> handle, Actor actor, long step)
    {
        byte[] message = new byte[24];
        actor.OnlyCase!.Value.Value.TryWriteBytes(message);
        BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(16), step);
        return Base64Url.EncodeToString(HMACSHA256.HashData(handle, [.. message, .. Encoding.UTF8.GetBytes(actor.Id)]).AsSpan(0, TokenBytes));
    }
}

/// <summary>What a verifier asks for.</summary>
/// <param name="Token">From the QR.</param>
/// <param name="Types">Kinds of results.</param>
/// <param name="Content">How much.</param>
/// <param name="Purpose">What for, in words; the person reads it.</param>
public sealed record PersonCodeQuestion(string? Token, IReadOnlyList<string>? Types, ShareContent? Content, string? Purpose)
{
    public override string ToString() => "PersonCodeQuestion";
}

/// <summary>Turns a scanned code, once, into a question to the person. It tells the verifier nothing about who that is.</summary>
public sealed class ResolvePersonCode(Desk desk)
{
    /// <summary>The person can answer this long.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(5);

    private const int LongestPurpose = 300;
    private const int MostTypes = 20;

    public Task<Outcome<ShareRequest>> DoAsync(Actor actor, PersonCodeQuestion question, CancellationToken cancellationToken) =>
        desk.DoAsync<ShareRequest>(Act.ResolvePersonCode, actor, async (work, ct) =>
        {
            if (question.Types is not { Count: > 0 and <= MostTypes } types || question.Content is not { } content || !Enum.IsDefined(content)
                || string.IsNullOrWhiteSpace(question.Purpose) || question.Purpose.Length > LongestPurpose)
            {
                return new Refusal(RefusalCode.ShareInvalid, "Say which kinds of results you ask for, how much of them, and what for: types, content, purpose.");
            }

            Sha256Digest hash = Tokens.Hash(question.Token ?? "");
            if (!Open(await work.Unit.Tokens.FindAsync(hash, ct), work.Now).TryGet(out AccessToken? code, out Refusal? refusal)
                || !(await ProvenPerson.OfAsync(work.As(Actor.Citizen(code.Tenant, code.CaseId, code.Participant)), ct)).TryGet(out ResultOwner? person, out refusal))
            {
                return refusal;
            }

            await work.Unit.Tokens.UseAsync(hash, work.Now, ct);
            ShareRequest request = new(
                Guid.CreateVersion7(work.Now), code.Tenant, person, new ShareRecipient(actor.Tenant.Value, actor.Id), actor.Role, types, content, question.Purpose.Trim(), work.Now,
                work.Now + AnswerTime, null, null, 1);
            await work.Unit.ShareRequests.AddAsync(request, ct);
            work.Note("share-request", request.Id.ToString("D"));
            return request;
        }, cancellationToken);

    private static Outcome<AccessToken> Open(AccessToken? code, DateTimeOffset now) => code switch
    {
        not { Kind: AccessTokenKind.PersonCode } =>
            new Refusal(RefusalCode.PersonCodeNotFound, "This is no code of this service. Scan the code on the person's screen again."),
        { UsedAt: not null } =>
            new Refusal(RefusalCode.PersonCodeUsed, "This code was scanned before; it works once. Wait for the next one on the person's screen."),
        _ when code.ExpiresAt <= now =>
            new Refusal(RefusalCode.PersonCodeExpired, "This code has run out; a new one is shown each minute. Scan the one on the person's screen now."),
        _ => code,
    };
}
