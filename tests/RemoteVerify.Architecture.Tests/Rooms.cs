namespace RemoteVerify.Architecture.Tests;

/// <summary>The table of rooms and arrows; a room may use what stands in its list and nothing else.</summary>
internal static class Rooms
{
    private static readonly string[] Engines =
        ["Pdf", "Pki", "Vision", "Pades", "IdDocument", "AuditLog", "Authority", "Hsm", "Biometrics", "ChipReader", "Cases", "Storage"];

    public static IReadOnlyDictionary<string, string[]> Arrows { get; } = new Dictionary<string, string[]>
    {
        ["Pdf"] = [],
        ["Pki"] = [],
        ["Vision"] = [],
        ["Pades"] = ["Pdf", "Pki"],
        ["IdDocument"] = ["Pki"],
        ["AuditLog"] = ["Pki"],
        ["Authority"] = ["Pki"],
        ["Hsm"] = ["Pki"],
        ["Biometrics"] = ["Vision"],
        ["ChipReader"] = ["Pki"],
        ["Cases"] = ["Pades", "IdDocument", "Biometrics", "AuditLog", "Authority", "Pki", "Pdf"],
        ["Synthetic"] = ["IdDocument", "ChipReader", "Pki", "Vision"],
        ["Storage"] = ["Cases", "AuditLog"],
        ["Server"] = Engines,
        ["Cli"] = [.. Engines, "Synthetic"],
        ["Signer"] = Engines,
    };
}
