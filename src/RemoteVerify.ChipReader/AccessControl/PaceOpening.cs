namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>A chip opened with PACE.</summary>
/// <param name="Session">Belongs to the receiver.</param>
/// <param name="CardAccess">EF.CardAccess as read before anything was authentic, to be compared with DG14 or EF.CardSecurity.</param>
/// <param name="Mapping">The chip's proof, with chip authentication mapping; otherwise null.</param>
public sealed record PaceOpening(
    SecureMessaging Session, PaceInfo Info, ReadOnlyMemory<byte> CardAccess, ChipAuthenticationMappingTranscript? Mapping)
{
    public override string ToString() => $"PaceOpening({Info.Oid}, not shown)";
}
