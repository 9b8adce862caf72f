using System.Globalization;
using System.Security.Cryptography;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Verifying;

/// <summary>A single-use ticket for one capture.</summary>
/// <param name="Ticket">Goes into the first message of the connection, never into an address.</param>
/// <param name="Number">Which capture of the verification, from 1.</param>
/// <param name="ExpiresAt">End of the capture's life.</param>
public sealed record CaptureTicket(string Ticket, int Number, DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"CaptureTicket {Number}";
}

/// <summary>Opens a capture and gives out its ticket; a capture that is still open counts as abandoned.</summary>
public sealed class OpenCapture(Desk desk, VerificationPolicy policy)
{
    public Task<Outcome<CaptureTicket>> DoAsync(Actor actor, VerificationId id, CancellationToken cancellationToken) =>
        desk.DoAsync<CaptureTicket>(Act.OpenCapture, actor, async (work, ct) =>
        {
            if (!(await work.VerificationAsync(id, ct)).TryGet(out (Verification Verification, Case Case) found, out Refusal? refusal))
            {
                return refusal;
            }

            if (Consents.NotGiven(found.Case.File, found.Verification.File.Participant) is { } withoutConsent)
            {
                return withoutConsent;
            }

            Verification current = found.Verification switch
            {
                CaptureOpened opened => opened.Abandon(policy, work.Now),
                CaptureRunning running => running.Abandon(policy, work.Now),
                var other => other,
            };
            work.Note("verification", id.ToString());
            if (current is WithOfficer waiting && found.Verification is not WithOfficer)
            {
                await work.SaveVerificationAsync(waiting, ct);
                if (!(await CaseAfterCapture.MoveAsync(work, found.Case, waiting, ct)).TryGet(out _, out refusal))
                {
                    return refusal;
                }

                return work.RefuseAndKeep(new Refusal(
                    RefusalCode.CaptureTriesUsedUp, "No try is left. An officer will look at the case; wait for the decision.", [], waiting.Reasons));
            }

            if (current is not AwaitingCapture ready)
            {
                return found.Verification.NotAllowed(Act.OpenCapture);
            }

            string ticket = $"{id.Value:N}.{Tokens.Random()}";
            var session = new CaptureSession(ready.File.Captures.Count + 1, Tokens.Hash(ticket), work.Now, work.Now + policy.CaptureLifetime);
            await work.SaveVerificationAsync(ready.Open(session), ct);
            work.Note("capture", session.Number.ToString(CultureInfo.InvariantCulture));
            return new CaptureTicket(ticket, session.Number, session.ExpiresAt);
        }, cancellationToken);
}

/// <summary>What the capture's engine gets when the ticket was accepted.</summary>
/// <param name="Verification">The verification.</param>
/// <param name="Number">Which capture.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="TransactionSha256">Binds the capture to nonce, SOD and DG2 of this verification.</param>
/// <param name="Portrait">The chip's picture to match with.</param>
/// <param name="PortraitFormat"><c>jpeg</c> or <c>jpeg2000</c>.</param>
/// <param name="ExpiresAt">When the capture ends.</param>
/// <param name="EarlierFingerprints">Of this person's earlier captures, as the engine gave them.</param>
public sealed record CaptureGrant(
    VerificationId Verification,
    int Number,
    TenantId Tenant,
    Sha256Digest TransactionSha256,
    ReadOnlyMemory<byte> Portrait,
    string PortraitFormat,
    DateTimeOffset ExpiresAt,
    IReadOnlyList<ReadOnlyMemory<byte>> EarlierFingerprints)
{
    /// <summary>Years since the document was issued; null where the chip does not say when that was.</summary>
    public double? PortraitYears { get; init; }

    public override string ToString() => $"CaptureGrant {Verification} {Number}";
}

/// <summary>Redeems a ticket: it works once, on one connection. The ticket is the right; no account is needed.</summary>
public sealed class BeginCapture(Desk desk)
{
    public async Task<Outcome<CaptureGrant>> DoAsync(TenantId tenant, string ticket, CancellationToken cancellationToken)
    {
        Outcome<CaptureGrant> outcome = await desk.DoAsync<CaptureGrant>(
            Act.BeginCapture, new Actor(ActorRole.Anyone, "ticket", tenant), (work, ct) => BeginAsync(work, ticket, ct), cancellationToken);
        return outcome.Refusal?.Code == RefusalCode.CaseChanged ? Used() : outcome;
    }

    private static async Task<Outcome<CaptureGrant>> BeginAsync(Work work, string ticket, CancellationToken ct)
    {
        if (ticket.Length is < 34 or > 128
            || !Guid.TryParseExact(ticket.AsSpan(0, 32), "N", out Guid id)
            || !(await work.VerificationAsync(new VerificationId(id), ct)).TryGet(out (Verification Verification, Case Case) found, out _))
        {
            return NotAccepted();
        }

        byte[] shown = Tokens.Hash(ticket).ToBytes();
        work.Note("verification", found.Verification.File.Id.ToString());
        switch (found.Verification)
        {
            case CaptureRunning running when CryptographicOperations.FixedTimeEquals(shown, running.Session.TicketSha256.ToBytes()):
                return Used();
            case CaptureOpened opened when CryptographicOperations.FixedTimeEquals(shown, opened.Session.TicketSha256.ToBytes()):
                if (opened.Session.ExpiresAt <= work.Now)
                {
                    return new Refusal(RefusalCode.CaptureExpired, "The ticket has run out. Open another capture.", [Act.OpenCapture.Code], []);
                }

                if (Consents.NotGiven(found.Case.File, opened.File.Participant) is { } withoutConsent)
                {
                    return withoutConsent;
                }

                if (!(await work.BlobAsync(opened.File.CaseId, opened.Chip.Portrait, ct)).TryGet(out ReadOnlyMemory<byte> portrait, out Refusal? refusal))
                {
                    return refusal;
                }

                await work.SaveVerificationAsync(opened.Begin(), ct);
                return new CaptureGrant(
                    opened.File.Id, opened.Session.Number, opened.File.Tenant, TransactionHash(opened), portrait, opened.Chip.PortraitFormat, opened.Session.ExpiresAt,
                    await work.Unit.CaptureFingerprints.ListAsync(opened.File.Tenant, opened.Chip.Holder.PersonalNumber, work.Now, ct))
                {
                    PortraitYears = YearsSince(opened.Chip.Holder.IssuedDate, work.Now),
                };
            default:
                return NotAccepted();
        }
    }

    private static double? YearsSince(string day, DateTimeOffset now) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly issued)
            ? Math.Max(0, (now - new DateTimeOffset(issued, TimeOnly.MinValue, TimeSpan.Zero)).TotalDays / 365.25)
            : null;

    private static Sha256Digest TransactionHash(CaptureOpened opened) =>
        Sha256Digest.Of([.. opened.File.Nonce, .. opened.Chip.SodSha256.ToBytes(), .. opened.Chip.Dg2Sha256.ToBytes()]);

    private static Refusal NotAccepted() =>
        new(RefusalCode.CaptureTicketNotAccepted, "The ticket is unknown or was replaced by a later one. Open another capture.", [Act.OpenCapture.Code], []);

    private static Refusal Used() =>
        new(RefusalCode.CaptureTicketUsed, "The ticket was used already; it works once. Open another capture.", [Act.OpenCapture.Code], []);
}

/// <summary>Moves the case after a verification ended or went to an officer.</summary>
internal static class CaseAfterCapture
{
    public static async Task<Outcome<Case>> MoveAsync(Work work, Case current, VerificationWithChip after, CancellationToken cancellationToken)
    {
        VerificationId id = after.File.Id;
        Case? next = (current, after) switch
        {
            (AwaitingIdentity c, Passed p) => c.Prove(Proof(p)),
            (IdentityWithOfficer c, Passed { Officer: null } p) => c.Prove(Proof(p)),
            (IdentityWithOfficer c, Passed p) => c.Accept(Proof(p)),
            (IdentityWithOfficer c, Declined) => c.Decline(id),
            (AwaitingIdentity c, WithOfficer) => c.SendToOfficer(id),
            (IdentityWithOfficer c, WithOfficer) => c.SendToOfficer(id),
            (AwaitingIdentity or IdentityWithOfficer, _) => current,
            (AwaitingConfirmation c, Passed p) => c.Prove(Proof(p)),
            (ContentConfirmed c, Passed p) => c.Prove(Proof(p)),
            (AwaitingConfirmation or ContentConfirmed, _) => current,
            _ => null,
        };
        if (next is null)
        {
            return current.NotAllowed(work.Act);
        }

        return ReferenceEquals(next, current) ? current : await work.SaveAsync(next, cancellationToken);
    }

    private static IdentityProof Proof(Passed passed) => new(passed.File.Participant, passed.File.Id, passed.At, passed.Officer);
}
