using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Server.Endpoints.Verifications;

/// <summary>What was read from the chip, Base64.</summary>
/// <param name="Files">File name (EF.COM, EF.SOD, EF.DG1 ...) to content.</param>
/// <param name="Challenge">The challenge that the chip answered, as the service gave it out; needed with either answer.</param>
/// <param name="ActiveAuthentication">The chip's answer to the challenge.</param>
/// <param name="ChipAuthentication">The chip's responses to the protected commands that came with the challenge, in their order.</param>
public sealed record ChipBody(Dictionary<string, byte[]?>? Files, byte[]? Challenge, byte[]? ActiveAuthentication, byte[]?[]? ChipAuthentication)
{
    public override string ToString() => nameof(ChipBody);
}

/// <summary>The chip was accepted.</summary>
public sealed record ChipResponse(string State, string Verdict, IReadOnlyList<string> Warnings, AcceptedChipResponse Chip)
{
    public static ChipResponse Of(AwaitingCapture accepted) => new(
        accepted.State, accepted.Chip.Verdict, accepted.Chip.Warnings,
        AcceptedChipResponse.Of(new AcceptedChip(accepted.Chip.Verdict, accepted.Chip.Warnings, accepted.Chip.Possession))!);
}

/// <summary>What was found out about an accepted chip.</summary>
/// <param name="Assurance"><c>proven</c>: the chip itself was there. <c>cloneable</c>: it has no key to prove itself, so its files can be copied. <c>unknown</c>: answered by the sandbox, or kept before this was recorded.</param>
/// <param name="ActiveAuthentication">The chip signed the service's challenge.</param>
/// <param name="ChipAuthentication">The chip used keys agreed with the service's ephemeral key.</param>
/// <param name="Relayed">The service itself drove the chip.</param>
public sealed record AcceptedChipResponse(string Verdict, string Assurance, bool ActiveAuthentication, bool ChipAuthentication, bool Relayed, IReadOnlyList<string> Warnings)
{
    public static AcceptedChipResponse? Of(AcceptedChip? chip) => chip is null ? null : new(
        chip.Verdict, chip.Possession?.Assurance ?? "unknown", chip.Possession?.ActiveAuthentication ?? false, chip.Possession?.ChipAuthentication ?? false,
        chip.Possession?.IsRelayed ?? false, chip.Warnings);
}

/// <summary>What a challenge is asked for with.</summary>
/// <param name="Dg14">EF.DG14 as read, Base64; with it the service's ephemeral key for chip authentication is given out too.</param>
public sealed record ChipChallengeBody(byte[]? Dg14)
{
    public override string ToString() => nameof(ChipChallengeBody);
}

/// <summary>A challenge for the chip.</summary>
/// <param name="Challenge">Eight bytes, Base64, for INTERNAL AUTHENTICATE.</param>
/// <param name="ExpiresAt">The chip's files and answers must be handed in before; a challenge is answered once.</param>
/// <param name="ChipAuthentication">What to relay so that the chip uses keys agreed with the service; null without a DG14 that offers it.</param>
public sealed record ChipChallengeResponse(int Number, byte[] Challenge, DateTimeOffset ExpiresAt, ChipAgreementResponse? ChipAuthentication)
{
    public static ChipChallengeResponse Of(IssuedChipChallenge issued) => new(issued.Number, issued.Challenge.ToArray(), issued.ExpiresAt, ChipAgreementResponse.Of(issued.Agreement));
}

/// <summary>Chip authentication with the service's ephemeral key.</summary>
/// <param name="Protocol">Object identifier.</param>
/// <param name="PublicKey">The service's ephemeral public key.</param>
/// <param name="Commands">Command APDUs to send inside the client's own session, in this order; each must be answered with 9000.</param>
/// <param name="ProtectedCommands">Command APDUs to send after them as they are; the responses go back unopened.</param>
public sealed record ChipAgreementResponse(string Protocol, byte[] PublicKey, IReadOnlyList<byte[]> Commands, IReadOnlyList<byte[]> ProtectedCommands)
{
    public static ChipAgreementResponse? Of(ChipAgreementTask? task) => task is null ? null : new(
        task.Protocol, task.PublicKey.ToArray(), [.. task.Commands.Select(command => command.ToArray())], [.. task.ProtectedCommands.Select(command => command.ToArray())]);
}

/// <summary>What opens the chip; empty when the client's first message will say it.</summary>
/// <param name="DocumentNumber">As in the MRZ; for a Vietnamese card the last nine of the twelve digits.</param>
/// <param name="ExpiryDate">Null for a card without an end.</param>
/// <param name="CardAccessNumber">Printed on the card; only PACE takes it.</param>
public sealed record ChipAccessBody(string? DocumentNumber, DateOnly? BirthDate, DateOnly? ExpiryDate, string? CardAccessNumber)
{
    /// <summary>True when it is empty or whole and of the right characters.</summary>
    internal bool IsUsable =>
        CardAccessNumber is null or { Length: >= 4 and <= 16 } && (CardAccessNumber ?? "").All(char.IsAsciiDigit)
        && (DocumentNumber is null) == (BirthDate is null)
        && DocumentNumber is null or { Length: >= 1 and <= 32 } && (DocumentNumber ?? "").All(c => char.IsAsciiLetterOrDigit(c) || c == '<');

    public override string ToString() => nameof(ChipAccessBody);

    internal ChipAccess? ToAccess() => DocumentNumber is null && CardAccessNumber is null ? null : new(DocumentNumber, BirthDate, ExpiryDate, CardAccessNumber);
}

/// <summary>A ticket for one relay.</summary>
/// <param name="Ticket">Goes into the first message on the WebSocket, never into an address.</param>
/// <param name="Path">Path of the WebSocket.</param>
public sealed record ChipRelayTicketResponse(string Ticket, int Number, string Path, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(ChipRelayTicketResponse);
}
