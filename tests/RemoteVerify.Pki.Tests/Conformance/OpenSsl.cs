using System.Diagnostics;

namespace RemoteVerify.Pki.Tests.Conformance;

/// <summary>The <c>openssl</c> program as an independent witness, in a folder of its own that is deleted afterwards.</summary>
public sealed class OpenSsl : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rv-openssl-");

    /// <summary>Path of a file in the folder.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Writes a file into the folder.</summary>
    public void Write(string name, ReadOnlySpan<byte> bytes) => File.WriteAllBytes(PathOf(name), bytes);

    /// <summary>Writes a text file into the folder.</summary>
    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    /// <summary>Reads a file from the folder.</summary>
    public byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>Runs <c>openssl</c> in the folder and returns the exit code and everything it printed.</summary>
    public (int Code, string Output) Try(string arguments)
    {
        ProcessStartInfo start = new("openssl", arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    /// <summary>Runs <c>openssl</c> and fails the test when it fails.</summary>
    public string Run(string arguments)
    {
        (int code, string output) = Try(arguments);
        Assert.True(code == 0, $"openssl {arguments}\n{output}");
        return output;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}
