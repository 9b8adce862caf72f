using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace RemoteVerify.Cli.Commands.Bench.PdfSigning;

/// <summary>A peer that loops in its own process, warm, and is asked for one slice at a time by a line of text.</summary>
internal sealed class LineServer : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private LineServer(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Null when the program is not installed.</summary>
    public static LineServer? Start(OutsideProgram programs, string program, params string[] arguments)
    {
        try
        {
            return new LineServer(programs.Start(program, arguments));
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Signs for so long with one library, key and document; the last file goes to <paramref name="output"/>.</summary>
    /// <exception cref="IOException">The peer ended; the message is the last that it said.</exception>
    public Slice Run(string library, string key, string size, TimeSpan length, string? output = null)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{library} {key} {size} {(long)length.TotalMilliseconds}{(output is null ? "" : " " + output)}"));
        _process.StandardInput.Flush();
        string? answer = _process.StandardOutput.ReadLine();
        if (answer is null)
        {
            string[] said = _errors.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            throw new IOException(said.FirstOrDefault(line => line.Contains("rror", StringComparison.Ordinal) || line.Contains("xception", StringComparison.Ordinal)) ?? "it ended without a word");
        }

        string[] numbers = answer.Split(' ');
        return new Slice(long.Parse(numbers[0], CultureInfo.InvariantCulture) * 1e9 / long.Parse(numbers[1], CultureInfo.InvariantCulture), double.NaN);
    }

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
            {
                _process.Kill();
            }
        }
        catch (IOException)
        {
            // It had ended before.
        }

        _process.Dispose();
    }
}
