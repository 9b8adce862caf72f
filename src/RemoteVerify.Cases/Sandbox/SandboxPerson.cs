using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Sandbox;

/// <summary>A named person who doesn't exist and always behaves the same.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="FullName">As declared when a case is opened.</param>
/// <param name="PersonalNumber">12 digits of no province, by which the sandbox knows the person.</param>
/// <param name="BirthDate">Year-month-day.</param>
/// <param name="Sex"><c>M</c> or <c>F</c>.</param>
/// <param name="Portrait">File of the rendered portrait.</param>
/// <param name="Behaves">In one word, what happens.</param>
/// <param name="Vi">What happens, in Vietnamese.</param>
/// <param name="En">What happens, in English.</param>
/// <param name="Chip">How the chip answers.</param>
/// <param name="Camera">How the first capture ends, the second, and so on; the last of them again and again.</param>
public sealed record SandboxPerson(
    string Id, string FullName, string PersonalNumber, string BirthDate, string Sex, string Portrait, string Behaves, string Vi, string En,
    SandboxChipAnswer Chip, IReadOnlyList<SandboxCameraAnswer> Camera)
{
    /// <summary>How a capture ends.</summary>
    /// <param name="number">Which capture of the verification, from 1.</param>
    public SandboxCameraAnswer CameraAt(int number) => Camera[Math.Clamp(number, 1, Camera.Count) - 1];

    public override string ToString() => $"SandboxPerson {Id}";
}

/// <summary>How a named person's chip answers.</summary>
/// <param name="Accepted">The chip is genuine and the person's.</param>
/// <param name="Code">Code of the refusal; null when it is accepted.</param>
public sealed record SandboxChipAnswer(bool Accepted, string? Code);

/// <summary>How one capture of a named person ends.</summary>
/// <param name="Verdict">How; an abandoned one never ends.</param>
/// <param name="Reasons">Reason codes, as the engine would name them.</param>
public sealed record SandboxCameraAnswer(CaptureVerdict Verdict, IReadOnlyList<string>? Reasons);
