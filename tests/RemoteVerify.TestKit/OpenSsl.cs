using System.Diagnostics;
using System.Security.Cryptography;
using Xunit;

namespace RemoteVerify.TestKit;

/// <summary>The <c>openssl</c> program as an independent witness, in a folder of its own that is deleted afterwards.</summary>
public sealed class OpenSsl : IDisposable
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("rv-openssl-").FullName;

    /// <summary>Path of a file in the folder.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file into the folder.</summary>
    public void Write(string name, ReadOnlySpan<byte> bytes) => File.WriteAllBytes(PathOf(name), bytes);

    /// <summary>Writes a text file into the folder.</summary>
    public void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    /// <summary>Writes a certificate as PEM.</summary>
    public void WritePem(string name, ReadOnlySpan<byte> der) => Write(name, PemEncoding.WriteString("CERTIFICATE", der) + "\n");

    /// <summary>Reads a file from the folder.</summary>
    public byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>Runs <c>openssl</c> in the folder and returns the exit code and everything it printed.</summary>
    public (int Code, string Output) Try(string arguments) => FinishAsync(new ProcessStartInfo("openssl", arguments)).GetAwaiter().GetResult();

    /// <summary>Runs <c>openssl</c> and fails the test when it fails.</summary>
    public string Run(string arguments)
    {
        (int code, string output) = Try(arguments);
        Assert.True(code == 0, $"openssl {arguments}\n{output}");
        return output;
    }

    /// <summary>Runs <c>openssl</c> with arguments that may hold blanks.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => FinishAsync(new ProcessStartInfo("openssl", arguments));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task<(int ExitCode, string Output)> FinishAsync(ProcessStartInfo start)
    {
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (Folder, true, true);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
