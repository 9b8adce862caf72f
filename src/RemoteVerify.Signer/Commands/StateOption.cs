using System.CommandLine;

namespace RemoteVerify.Signer.Commands;

/// <summary>Where pairings are kept.</summary>
internal static class StateOption
{
    public static Option<string?> Create() => new("--state") { Description = "Folder of the pairings; by default one in the officer's own settings." };

    public static string Folder(string? chosen) =>
        chosen ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.Create), "remoteverify-signer");
}
