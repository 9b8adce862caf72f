using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli.Commands.Fuzz.Images;

/// <summary>
/// The program <c>rv_exercise</c>: the shim under the address and undefined-behaviour sanitizers, with all its functions called
/// on each picture (see its source). Whatever a sanitizer finds ends it.
/// </summary>
internal sealed class SanitizedShim : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Lock _lock = new();

    private SanitizedShim(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Pictures handed over.</summary>
    public long Count { get; private set; }

    /// <summary>Builds the program into a folder when it is not there yet, and starts it.</summary>
    /// <param name="sources">The folder of the shim.</param>
    /// <param name="build">Where to build.</param>
    /// <exception cref="CommandException">cmake, compiler or OpenCV's headers are absent; the message says so.</exception>
    public static SanitizedShim Start(string sources, string build)
    {
        Make("cmake", "-S", sources, "-B", build, "-DCMAKE_BUILD_TYPE=RelWithDebInfo", "-DRV_EXERCISE=ON");
        Make("cmake", "--build", build, "--target", "rv_exercise");
        ProcessStartInfo start = new(Path.Combine(build, "rv_exercise")) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["ASAN_OPTIONS"] = "detect_leaks=1:allocator_may_return_null=1:abort_on_error=0";
        start.Environment["UBSAN_OPTIONS"] = "print_stacktrace=1:halt_on_error=1";
        return new SanitizedShim(Process.Start(start)!);
    }

    /// <summary>Hands over one picture whose header was accepted: little-endian length, width and height, then the bytes.</summary>
    public void Decode(ImageHeader header, ReadOnlySpan<byte> bytes)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(head, bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], header.WidthPixels);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], header.HeightPixels);
        lock (_lock)
        {
            try
            {
                _process.StandardInput.BaseStream.Write(head);
                _process.StandardInput.BaseStream.Write(bytes);
                Count++;
            }
            catch (IOException)
            {
                // It has ended; Finish says why.
            }
        }
    }

    /// <summary>Waits for the end; null when nothing was found, else what the sanitizer said.</summary>
    public string? Finish()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // As above.
        }

        _process.WaitForExit();
        string said = _errors.GetAwaiter().GetResult();
        bool isClean = _process.ExitCode == 0 && !said.Contains("Sanitizer", StringComparison.Ordinal) && !said.Contains("runtime error", StringComparison.Ordinal);
        return isClean ? null : $"rv_exercise ended with {_process.ExitCode} after {Count} pictures: {said[..Math.Min(said.Length, 4000)]}";
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static void Make(string program, params string[] arguments)
    {
        try
        {
            ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw CommandException.Environment("The sanitized shim can't be built (./rv setup installs what it needs): " + errors.GetAwaiter().GetResult() + output);
            }
        }
        catch (Win32Exception)
        {
            throw CommandException.Environment($"{program} is not installed; ./rv setup installs it.");
        }
    }
}
