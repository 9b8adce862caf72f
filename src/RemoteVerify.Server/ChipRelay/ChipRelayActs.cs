using RemoteVerify.Cases.Stores;
using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Server.ChipRelay;

/// <summary>The acts that a relay does.</summary>
public sealed record ChipRelayActs(BeginChipRelay Begin, IssueChipChallenge Challenge, SubmitChip Submit, EndChipRelay End, IUnitOfWorkFactory Stores)
{
    public override string ToString() => nameof(ChipRelayActs);
}
