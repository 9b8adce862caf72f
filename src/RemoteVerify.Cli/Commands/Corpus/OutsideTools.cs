using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace RemoteVerify.Cli.Commands.Corpus;

/// <summary>The independent programs that judge our output: <c>pdfsig</c> of poppler-utils and <c>qpdf</c>.</summary>
internal sealed class OutsideTools : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("rv-corpus-").FullName;

    /// <summary>What they find wrong; null for nothing. <c>qpdf --check</c> must not be less content than it was with the input.</summary>
    public string? Judge(byte[] input, byte[] signed, string password, string qpdfExitCode)
    {
        string before = Path.Combine(_folder, "input.pdf");
        string after = Path.Combine(_folder, "signed.pdf");
        File.WriteAllBytes(before, input);
        File.WriteAllBytes(after, signed);
        int qpdfBefore = Run("qpdf", "--password=" + password, "--check", before).ExitCode;
        if (qpdfBefore.ToString(CultureInfo.InvariantCulture) != qpdfExitCode)
        {
            return $"qpdf --check gives {qpdfBefore} for the input, the table says {qpdfExitCode}";
        }

        int qpdfAfter = Run("qpdf", "--password=" + password, "--check", after).ExitCode;
        if (qpdfAfter > qpdfBefore)
        {
            return $"qpdf --check gives {qpdfAfter} after signing, {qpdfBefore} before";
        }

        string report = Run("pdfsig", "-nocert", "-upw", password, "-opw", password, after).Output;
        string last = report[Math.Max(0, report.LastIndexOf("Signature #", StringComparison.Ordinal))..];
        bool accepted = report.Contains("Signature is Valid.", StringComparison.Ordinal) && !report.Contains("Digest Mismatch", StringComparison.Ordinal);
        return accepted ? null : "pdfsig does not accept the new signature: " + last.ReplaceLineEndings(" ");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (int ExitCode, string Output) Run(string tool, params string[] arguments)
    {
        ProcessStartInfo start = new(tool) { RedirectStandardOutput = true, RedirectStandardError = true };
        Array.ForEach(arguments, start.ArgumentList.Add);
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Longest))
            {
                process.Kill();
                throw CommandException.Environment($"{tool} did not end within {Longest.TotalSeconds:0} seconds.");
            }

            return (process.ExitCode, output.GetAwaiter().GetResult() + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            throw CommandException.Environment($"{tool} is not installed; --tools needs poppler-utils and qpdf (./rv setup installs them).");
        }
    }
}
