namespace RemoteVerify.Cli;

/// <summary>Where the parts of this installation lie; <c>./rv</c> names the root and the cache.</summary>
internal static class Installation
{
    /// <summary>The folder of the checkout.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("RV_ROOT") is { Length: > 0 } root ? root : FindRoot();

    /// <summary>What can be made again: rendered frames, logs.</summary>
    public static string Cache { get; } = Environment.GetEnvironmentVariable("RV_CACHE") is { Length: > 0 } cache ? cache : Path.Combine(Root, ".cache");

    public static string AtlasFolder => Path.Combine(Cache, "people");

    public static string Models => Path.Combine(Root, "models");

    /// <summary>Where <c>rv models pull</c> puts what it fetched.</summary>
    public static string FetchedModels => Path.Combine(Cache, "models");

    /// <summary>The folder with the standard model files, or null.</summary>
    public static string? ModelMirror => Environment.GetEnvironmentVariable("RV_MODEL_MIRROR") is { Length: > 0 } mirror ? mirror : null;

    /// <summary>The model set that the environment names, or null for the best one that is here.</summary>
    public static string? ModelSet => Environment.GetEnvironmentVariable("RV_MODEL_SET") is { Length: > 0 } set ? set : null;

    public static string ServerAssembly => Path.Combine(Root, "src", "RemoteVerify.Server", "bin", "Release", "net10.0", "RemoteVerify.Server.dll");

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RemoteVerify.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Environment.CurrentDirectory;
    }
}
