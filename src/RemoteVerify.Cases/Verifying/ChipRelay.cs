using System.Globalization;
using System.Security.Cryptography;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Verifying;

/// <summary>What opens a chip: the printed fields of the card, or its card access number.</summary>
/// <param name="DocumentNumber">As in the MRZ; for a Vietnamese card the last nine of the twelve digits.</param>
/// <param name="BirthDate">Birth.</param>
/// <param name="ExpiryDate">Expiry; null for a card without an end.</param>
/// <param name="CardAccessNumber">Printed on the card; only PACE takes it.</param>
public sealed record ChipAccess(string? DocumentNumber, DateOnly? BirthDate, DateOnly? ExpiryDate, string? CardAccessNumber)
{
    public override string ToString() => nameof(ChipAccess);
}

/// <summary>A relay whose ticket was given out.</summary>
/// <param name="Number">1-based.</param>
/// <param name="TicketSha256">Hash of the single-use ticket.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="ExpiresAt">End of its life.</param>
/// <param name="BegunAt">When the ticket was shown, or null.</param>
/// <param name="Access">What opens the chip, if the portal gave it; forgotten when the relay begins.</param>
public sealed record ChipRelaySession(int Number, Sha256Digest TicketSha256, DateTimeOffset OpenedAt, DateTimeOffset ExpiresAt, DateTimeOffset? BegunAt, ChipAccess? Access)
{
    public override string ToString() => $"ChipRelaySession {Number}";
}

/// <summary>A single-use ticket for one relay.</summary>
/// <param name="Ticket">Goes into the first message of the connection, never into an address.</param>
public sealed record ChipRelayTicket(string Ticket, int Number, DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"ChipRelayTicket {Number}";
}

/// <summary>Gives out the ticket of a relay; it takes the place of an earlier one, so that a broken line can be tried again.</summary>
public sealed class OpenChipRelay(Desk desk, VerificationPolicy policy)
{
    /// <param name="access">What opens the chip; null when the client's first message will say it.</param>
    public Task<Outcome<ChipRelayTicket>> DoAsync(Actor actor, VerificationId id, ChipAccess? access, CancellationToken cancellationToken) =>
        desk.DoAsync<ChipRelayTicket>(Act.OpenChipRelay, actor, async (work, ct) =>
        {
            if (!(await work.VerificationAsync(id, ct)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.Verification is not AwaitingChip waiting)
            {
                return found.Verification.NotAllowed(Act.OpenChipRelay);
            }

            string ticket = $"{id.Value:N}.{Tokens.Random()}";
            var session = new ChipRelaySession(waiting.File.ChipRelays + 1, Tokens.Hash(ticket), work.Now, work.Now + policy.RelayLifetime, null, access);
            await work.SaveVerificationAsync(waiting.OpenRelay(session), ct);
            work.Note("verification", id.ToString());
            work.Note("relay", session.Number.ToString(CultureInfo.InvariantCulture));
            return new ChipRelayTicket(ticket, session.Number, session.ExpiresAt);
        }, cancellationToken);
}

/// <summary>What the relay gets when its ticket was accepted.</summary>
public sealed record ChipRelayGrant(VerificationId Verification, int Number, TenantId Tenant, DateTimeOffset ExpiresAt, ChipAccess? Access)
{
    public override string ToString() => $"ChipRelayGrant {Verification} {Number}";
}

/// <summary>Redeems a ticket: it works once, on one connection. The ticket is the right; no account is needed.</summary>
public sealed class BeginChipRelay(Desk desk)
{
    public async Task<Outcome<ChipRelayGrant>> DoAsync(TenantId tenant, VerificationId id, string ticket, CancellationToken cancellationToken)
    {
        Outcome<ChipRelayGrant> outcome = await desk.DoAsync<ChipRelayGrant>(
            Act.BeginChipRelay, new Actor(ActorRole.Anyone, "ticket", tenant), (work, ct) => BeginAsync(work, id, ticket, ct), cancellationToken);
        return outcome.Refusal?.Code == RefusalCode.CaseChanged ? Used() : outcome;
    }

    private static async Task<Outcome<ChipRelayGrant>> BeginAsync(Work work, VerificationId id, string ticket, CancellationToken ct)
    {
        if (ticket.Length is < 34 or > 128
            || !(await work.VerificationAsync(id, ct)).TryGet(out (Verification Verification, Case Case) found, out _)
            || found.Verification is not AwaitingChip { File.ChipRelay: { } session } waiting
            || !CryptographicOperations.FixedTimeEquals(Tokens.Hash(ticket).ToBytes(), session.TicketSha256.ToBytes()))
        {
            return ChipRelays.Refuse(RefusalCode.ChipRelayTicketNotAccepted, "The ticket is unknown, its relay has ended, or a later ticket took its place.");
        }

        work.Note("verification", id.ToString());
        work.Note("relay", session.Number.ToString(CultureInfo.InvariantCulture));
        if (session.BegunAt is not null)
        {
            return Used();
        }

        if (session.ExpiresAt <= work.Now)
        {
            return ChipRelays.Refuse(RefusalCode.ChipRelayExpired, "The ticket has run out.");
        }

        await work.SaveVerificationAsync(waiting.BeginRelay(work.Now), ct);
        return new ChipRelayGrant(id, session.Number, waiting.File.Tenant, session.ExpiresAt, session.Access);
    }

    private static Refusal Used() => ChipRelays.Refuse(RefusalCode.ChipRelayTicketUsed, "The ticket was used already; it works once.");
}

/// <summary>Records that a relay ended without the chip's files; the verification is as it was and can be tried again.</summary>
public sealed class EndChipRelay(Desk desk)
{
    /// <param name="reason">A code of the relay protocol.</param>
    public Task<Outcome<AwaitingChip>> DoAsync(Actor actor, VerificationId id, int number, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<AwaitingChip>(Act.EndChipRelay, actor, async (work, ct) =>
        {
            if (!(await work.VerificationAsync(id, ct)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal))
            {
                return refusal;
            }

            if (found.Verification is not AwaitingChip { File.ChipRelay: { } session } waiting || session.Number != number)
            {
                return ChipRelays.Replaced();
            }

            work.Note("verification", id.ToString());
            work.Note("relay", number.ToString(CultureInfo.InvariantCulture));
            work.Note("reason", reason);
            return await work.SaveVerificationAsync(waiting.EndRelay(), ct);
        }, cancellationToken);
}

internal static class ChipRelays
{
    public static Refusal Refuse(RefusalCode code, string message) => new(code, $"{message} Open another relay.", [Act.OpenChipRelay.Code], []);

    public static Refusal Replaced() => Refuse(RefusalCode.ChipRelayReplaced, "The relay is over, or a later one took its place.");
}
