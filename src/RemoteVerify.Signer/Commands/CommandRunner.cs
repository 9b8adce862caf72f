using System.CommandLine;
using System.Net;
using RemoteVerify.Hsm;
using RemoteVerify.Pki;
using RemoteVerify.Pki.Keys;

namespace RemoteVerify.Signer.Commands;

/// <summary>Turns every failure into one sentence and an exit code.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            {
                Console.Error.WriteLine(message);
            }

            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is SignerException or HsmException or KeyFileException or PkiFormatException or ArgumentException or IOException or UnauthorizedAccessException or HttpListenerException)
        {
            Console.Error.WriteLine(e.Message);
            return e switch
            {
                SignerException own => own.ExitCode,
                HsmException { Problem: not HsmProblem.KeyMismatch } or HttpListenerException => 3,
                _ => 2,
            };
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }
}
