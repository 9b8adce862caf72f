using RemoteVerify.Server.Composition;

namespace RemoteVerify.Server.ChipRelay;

/// <summary>How many relays may run at once on this node.</summary>
public sealed class ChipRelaySlots(int count) : Places(count);
