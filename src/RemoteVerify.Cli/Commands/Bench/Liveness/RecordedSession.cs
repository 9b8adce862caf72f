using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>One call of a session: a frame's bytes and when they were received, or only the passing of time.</summary>
internal sealed record SessionCall(DateTimeOffset At, DateTimeOffset ReceivedAt, byte[]? Message);

/// <summary>Everything that went into a session: fed again with the same chance, it must run the same way.</summary>
internal sealed record RecordedSession(ClientHello Hello, DateTimeOffset Start, IReadOnlyList<SessionCall> Calls);
