using System.Diagnostics;

namespace RemoteVerify.Server.Tests;

/// <summary>A second opinion: the command <c>openssl</c>, in a folder of its own.</summary>
internal sealed class OpenSsl : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("rv-openssl-").FullName;

    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        File.WriteAllBytes(Path.Combine(Folder, name), bytes);
        return name;
    }

    /// <summary>A certificate as PEM.</summary>
    public string WritePem(string name, byte[] der) =>
        Write(name, System.Text.Encoding.ASCII.GetBytes(System.Security.Cryptography.PemEncoding.WriteString("CERTIFICATE", der) + "\n"));

    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("openssl", arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
