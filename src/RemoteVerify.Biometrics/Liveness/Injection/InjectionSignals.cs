namespace RemoteVerify.Biometrics.Liveness;

/// <summary>
/// Signs that pictures are fed in instead of taken. All of them can be forged, so they only add up to a score that sends a session to
/// an officer; the step revealed at the last moment is the real defence.
/// </summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Findings">Everything that was looked for.</param>
internal sealed record InjectionSignals(int Score, IReadOnlyList<InjectionFinding> Findings, CameraClass Camera)
{
    /// <summary>The signs found.</summary>
    public IReadOnlyList<string> Names => [.. Findings.Where(f => f.Holds).Select(f => f.Name)];

    public bool IsDeclaredTestCamera => Camera is CameraClass.Synthetic or CameraClass.File;

    public static InjectionSignals Of(SessionRecord record)
    {
        CameraClass camera = CameraLabel.Classify(record.Hello.Camera.Label);
        List<InjectionFinding> findings =
        [
            .. CameraLabel.Find(camera),
            .. DeviceSigns.Find(record.Hello),
            .. EventSigns.Find(record),
            CadenceSign.Find(record),
            StillRoomSign.Find(record),
            SteadyLightSign.Find(record),
        ];
        return new InjectionSignals(Math.Min(100, findings.Where(f => f.Holds).Sum(f => f.Weight)), findings, camera);
    }
}
