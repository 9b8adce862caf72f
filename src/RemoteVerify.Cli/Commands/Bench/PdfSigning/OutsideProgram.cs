using System.ComponentModel;
using System.Diagnostics;

namespace RemoteVerify.Cli.Commands.Bench.PdfSigning;

/// <summary>Runs other programs in the scratch folder of the bench; they inherit the one core.</summary>
internal sealed class OutsideProgram(string folder)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Exit code and output; null when the program is not installed.</summary>
    public (int ExitCode, string Output)? Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Start(program, arguments);
            process.StandardInput.Close();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            if (!process.WaitForExit(Longest))
            {
                process.Kill();
            }

            process.WaitForExit();
            return (process.ExitCode, output + errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <exception cref="Win32Exception">The program is not installed.</exception>
    public Process Start(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
        };
        Array.ForEach(arguments, start.ArgumentList.Add);
        return Process.Start(start)!;
    }

    /// <summary>A contender that is one process each time; a run that fails, or does not make <paramref name="output"/>, counts as none.</summary>
    public Contender PerProcess(string name, string? output, string program, params string[] arguments) => new(name, length =>
    {
        int good = 0;
        long start = Stopwatch.GetTimestamp();
        do
        {
            string? made = output is null ? null : Path.Combine(folder, output);
            if (made is not null)
            {
                File.Delete(made);
            }

            good += Run(program, arguments) is { ExitCode: 0 } && (made is null || File.Exists(made)) ? 1 : 0;
        }
        while (Stopwatch.GetElapsedTime(start) < length);
        return new Slice(good / Stopwatch.GetElapsedTime(start).TotalSeconds, double.NaN);
    });
}
