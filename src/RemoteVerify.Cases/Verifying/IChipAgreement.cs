// ICAO Doc 9303-11 clause 6.2: chip authentication with the service's ephemeral key, relayed by a client that learns nothing.
using RemoteVerify.IdDocument.ChipAuthentication;

namespace RemoteVerify.Cases.Verifying;

/// <summary>What a client relays so that the chip uses keys agreed with the service.</summary>
/// <param name="Protocol">Object identifier of the protocol.</param>
/// <param name="PublicKey">The service's ephemeral public key, as it stands in the command.</param>
/// <param name="Commands">Command APDUs that the client sends inside its own session, in this order.</param>
/// <param name="ProtectedCommands">Command APDUs that the client then sends as they are; the service wrapped them.</param>
/// <param name="Secret">What the service needs to judge the responses; opaque, kept encrypted until then.</param>
public sealed record ChipAgreementTask(
    string Protocol,
    ReadOnlyMemory<byte> PublicKey,
    IReadOnlyList<ReadOnlyMemory<byte>> Commands,
    IReadOnlyList<ReadOnlyMemory<byte>> ProtectedCommands,
    ReadOnlyMemory<byte> Secret)
{
    public override string ToString() => nameof(ChipAgreementTask);
}

/// <summary>What came of it.</summary>
/// <param name="Evidence">To be replayed against DG14; null when the chip answered nothing that could be judged.</param>
/// <param name="Problem">One of the reason codes below; null when all is well.</param>
public sealed record ChipAgreementResult(ChipAuthenticationEvidence? Evidence, string? Problem)
{
    /// <summary>A response is not the chip's.</summary>
    public const string Refuted = "chip-authentication-refuted";

    /// <summary>Responses are missing, or the chip refused a command.</summary>
    public const string Incomplete = "chip-authentication-incomplete";

    /// <summary>What the chip read out is not the file that was handed in.</summary>
    public const string Differs = "chip-read-differs";

    public override string ToString() => $"ChipAgreementResult {Problem}";
}

/// <summary>The service's end of chip authentication.</summary>
public interface IChipAgreement
{
    /// <summary>Makes an ephemeral key and the commands; null when DG14 offers no way that is spoken here, <c>chip.unreadable</c> when it is broken.</summary>
    Outcome<ChipAgreementTask?> Begin(ReadOnlyMemory<byte> dg14);

    /// <summary>Judges the responses to <see cref="ChipAgreementTask.ProtectedCommands"/>: every checksum, and that what was read is in the files.</summary>
    /// <param name="files">The files as handed in, whose hashes are judged elsewhere.</param>
    ChipAgreementResult Finish(ReadOnlyMemory<byte> secret, IReadOnlyList<ReadOnlyMemory<byte>> responses, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files);
}
