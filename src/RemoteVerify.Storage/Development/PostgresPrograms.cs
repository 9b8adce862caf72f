using System.Diagnostics;
using System.Globalization;

namespace RemoteVerify.Storage.Development;

/// <summary>The server's programs of the distribution, and the user they run as: they refuse to run as root, who lends them to an ordinary user.</summary>
internal sealed class PostgresPrograms
{
    private const string Debian = "/usr/lib/postgresql";
    private const string Setpriv = "/usr/bin/setpriv";
    private static readonly string[] OrdinaryUsers = ["postgres", "nobody"];

    private readonly string _folder;
    private readonly string? _user;

    private PostgresPrograms(string folder, string? user) => (_folder, _user) = (folder, user);

    /// <summary>The newest installed version, or null.</summary>
    public static PostgresPrograms? Find()
    {
        if (!Directory.Exists(Debian))
        {
            return null;
        }

        string? folder = Directory.GetDirectories(Debian)
            .Where(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out _) && File.Exists(Path.Combine(path, "bin", "initdb")))
            .OrderByDescending(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))
            .Select(path => Path.Combine(path, "bin"))
            .FirstOrDefault();
        if (folder is null || !Environment.IsPrivilegedProcess)
        {
            return folder is null ? null : new PostgresPrograms(folder, null);
        }

        string? user = OrdinaryUsers.FirstOrDefault(UserExists);
        return user is null || !File.Exists(Setpriv) ? null : new PostgresPrograms(folder, user);
    }

    /// <summary>Starts a program that ends when this process ends, however that happens.</summary>
    public ChildProcess Start(string program, IReadOnlyList<string> arguments, string workingFolder)
    {
        List<string> line = ["--pdeathsig", "QUIT", Path.Combine(_folder, program), .. arguments];
        if (_user is { } user)
        {
            line.InsertRange(0, ["--reuid", user, "--regid", user, "--clear-groups"]);
        }

        var start = new ProcessStartInfo(Setpriv, line) { WorkingDirectory = workingFolder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        return ChildProcess.Start(start);
    }

    /// <summary>Makes the ordinary user the owner of a folder and what is in it.</summary>
    public async Task GiveAsync(string folder, CancellationToken cancellationToken)
    {
        if (_user is not null)
        {
            await ChildProcess.Start(new ProcessStartInfo("chown", ["-R", _user, folder]) { RedirectStandardOutput = true, RedirectStandardError = true }).WaitAsync(cancellationToken);
        }
    }

    private static bool UserExists(string name) =>
        File.Exists("/etc/passwd") && File.ReadLines("/etc/passwd").Any(line => line.StartsWith(name + ":", StringComparison.Ordinal));
}
