using RemoteVerify.Biometrics.Liveness.Protocol;

namespace RemoteVerify.Biometrics.Liveness;

/// <summary>What happened on the client while the camera ran.</summary>
internal static class EventSigns
{
    public static IEnumerable<InjectionFinding> Find(SessionRecord record) =>
    [
        new("device-change", 30, record.Events.Any(e => e.Name == ClientEvent.DeviceChange)),
        new("page-hidden", 15, record.Events.Any(e => e.Name == ClientEvent.Hidden)),
    ];
}
