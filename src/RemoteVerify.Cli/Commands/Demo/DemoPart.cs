namespace RemoteVerify.Cli.Commands.Demo;

/// <summary>What follows the main job of the demo.</summary>
internal enum DemoPart
{
    /// <summary>Frauds before the camera, and a changed document.</summary>
    Frauds,

    /// <summary>The procedures (a) to (d).</summary>
    Procedures,
}
