namespace RemoteVerify.TestKit;

/// <summary>Places inside this repository.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>RemoteVerify.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RemoteVerify.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("RemoteVerify.sln was not found above the test binaries.");
    }
}
