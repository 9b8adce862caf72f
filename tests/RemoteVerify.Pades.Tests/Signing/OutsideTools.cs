using System.ComponentModel;
using System.Diagnostics;

namespace RemoteVerify.Pades.Tests.Signing;

/// <summary>A scratch folder and the independent tools that judge our output; a tool that is missing skips the test.</summary>
internal sealed class OutsideTools : IDisposable
{
    private string? _database;

    public string Folder { get; } = Directory.CreateTempSubdirectory("rv-pades-").FullName;

    public string Put(string name, ReadOnlySpan<byte> bytes)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes.ToArray());
        return path;
    }

    public (int ExitCode, string Output) Run(string tool, params string[] arguments)
    {
        ProcessStartInfo start = new(tool) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        Array.ForEach(arguments, start.ArgumentList.Add);
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            throw new SkipException($"{tool} is not installed.");
        }
    }

    /// <summary>An NSS database that trusts the root of the test.</summary>
    public string TrustingDatabase() => _database ??= MakeTrustingDatabase();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string MakeTrustingDatabase()
    {
        string database = "sql:" + Directory.CreateDirectory(Path.Combine(Folder, "nss")).FullName;
        string root = Put("root.pem", SigningMaterial.RootPem);
        Assert.Equal(0, Run("certutil", "-N", "-d", database, "--empty-password").ExitCode);
        Assert.Equal(0, Run("certutil", "-A", "-d", database, "-n", "Test Root", "-t", "CT,C,C", "-i", root).ExitCode);
        return database;
    }
}
