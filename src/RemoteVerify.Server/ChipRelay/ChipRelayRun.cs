using RemoteVerify.Cases;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;
using RemoteVerify.ChipReader;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Relay;
using RemoteVerify.ChipReader.Transports;

namespace RemoteVerify.Server.ChipRelay;

/// <summary>Tells the client how far the reading is.</summary>
internal delegate Task RelayTeller(string stage, int percent);

/// <summary>One relay between its ticket and its judgement: opens the chip, reads it, has it prove itself, and hands everything in.</summary>
internal sealed class ChipRelayRun(VerificationId id, ChipRelayActs acts)
{
    private ChipRelayGrant? _grant;

    /// <summary>When the relay must be over; null before the ticket was accepted.</summary>
    public DateTimeOffset? ExpiresAt => _grant?.ExpiresAt;

    /// <exception cref="RelayEndedException">The ticket is not accepted.</exception>
    public async Task RedeemAsync(string ticket, CancellationToken cancellationToken)
    {
        // The ticket is no account, so the tenant is that of the verification in the address.
        await using IUnitOfWork unit = await acts.Stores.BeginAsync(cancellationToken);
        TenantId? tenant = (await unit.Verifications.FindAsync(id, cancellationToken))?.File.Tenant;
        Outcome<ChipRelayGrant>? outcome = tenant is { } found ? await acts.Begin.DoAsync(found, id, ticket, cancellationToken) : null;
        _grant = outcome is { IsDone: true } ? outcome.Value : throw new RelayEndedException(RelayCode.Ticket);
    }

    /// <summary>Drives the chip to the judgement, which is kept when this returns.</summary>
    /// <exception cref="RelayEndedException">There is no judgement.</exception>
    public async Task<RelayDone> DriveAsync(RelayTransport transport, RelayAccess? said, RelayTeller tell, CancellationToken cancellationToken)
    {
        AccessKey key = KeyOf(_grant!.Access) ?? KeyOf(said) ?? throw new RelayEndedException(RelayCode.AccessNeeded);
        ReadOnlyMemory<byte>? challenge = null;
        await tell("opening", 0);
        ReadDocument read = await DocumentReader.ReadAsync(
            transport,
            key,
            ReadOptions.Default with
            {
                WhenOpen = _ => tell("reading", 20),
                AskServer = async (_, ct) =>
                {
                    await tell("proving", 80);
                    return new ServerChallenge(challenge = await ChallengeAsync(ct), [], []);
                },
                ChooseChipAuthentication = dg14 => ChipAgreementTerminal.Read(dg14) is { } offers ? ChipAuthenticationOffer.Strongest(offers) : null,
            },
            cancellationToken);
        await tell("judging", 95);
        ChipSubmission submission = new(read.Files.ToDictionary(file => file.Key, file => (ReadOnlyMemory<byte>)file.Value, StringComparer.Ordinal))
        {
            Challenge = challenge,
            ActiveAuthentication = read.ChallengeResponse,
            Relayed = new RelayedChip(_grant.Number, read.ChipAuthentication is { } transcript ? ChipAgreementTerminal.Evidence(transcript) : null),
        };

        // Read is read: a line that breaks now does not lose it.
        Outcome<AwaitingCapture> outcome = await acts.Submit.DoAsync(Actor.Service(_grant.Tenant), id, submission, CancellationToken.None);
        return outcome.Refusal is { } refusal ? Refused(refusal) : Accepted(outcome.Value);
    }

    /// <summary>Records that the relay ended without a judgement; before its ticket was accepted there is nothing to record.</summary>
    public async Task EndAsync(string reason)
    {
        if (_grant is { } grant)
        {
            await acts.End.DoAsync(Actor.Service(grant.Tenant), id, grant.Number, reason, CancellationToken.None);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ChallengeAsync(CancellationToken cancellationToken)
    {
        Outcome<IssuedChipChallenge> issued = await acts.Challenge.DoAsync(Actor.Service(_grant!.Tenant), id, null, cancellationToken);
        return issued.IsDone ? issued.Value.Challenge : throw new RelayEndedException(RelayCode.Refused);
    }

    private static RelayDone Accepted(AwaitingCapture accepted) => new()
    {
        Accepted = true,
        State = accepted.State,
        Verdict = accepted.Chip.Verdict,
        Assurance = accepted.Chip.Possession!.Assurance,
        Reasons = accepted.Chip.Warnings,
    };

    /// <summary>A judged chip that was not accepted is an outcome; a verification that takes no chip is the end of the relay.</summary>
    private static RelayDone Refused(Refusal refusal) => refusal.Code.Kind is RefusalKind.NotAccepted or RefusalKind.Invalid or RefusalKind.Gone
        ? new RelayDone { Accepted = false, State = "awaiting-chip", Code = refusal.Code.Value, Reasons = refusal.Reasons }
        : throw new RelayEndedException(RelayCode.Refused);

    private static AccessKey? KeyOf(ChipAccess? access) => access is null ? null : KeyOf(access.DocumentNumber, access.BirthDate, access.ExpiryDate, access.CardAccessNumber);

    private static AccessKey? KeyOf(RelayAccess? access) => access is null ? null : KeyOf(access.DocumentNumber, access.BirthDate, access.ExpiryDate, access.CardAccessNumber);

    /// <summary>The printed fields before the number: they open every chip, the number only some.</summary>
    private static AccessKey? KeyOf(string? number, DateOnly? birth, DateOnly? expiry, string? cardAccessNumber) =>
        number is not null && birth is { } born ? AccessKey.FromMrz(number.ToUpperInvariant(), born, expiry)
        : cardAccessNumber is not null ? AccessKey.FromCardAccessNumber(cardAccessNumber)
        : null;
}
