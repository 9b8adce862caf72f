using RemoteVerify.Server.Composition;

namespace RemoteVerify.Server.Capture;

/// <summary>How many captures may run at once on this node; more would slow every one of them.</summary>
public sealed class CaptureSlots(int count) : Places(count);
