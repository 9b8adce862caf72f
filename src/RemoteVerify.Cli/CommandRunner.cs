using System.CommandLine;
using RemoteVerify.Hsm;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Cli;

/// <summary>Runs a parsed command and turns every failure into one clear sentence and the right exit code.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        try
        {
            // Defaults of options are worked out here, and some of them look at the installation.
            ParseResult parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
                {
                    Output.Message(message);
                }

                Output.Message($"Try: ./rv {string.Join(' ', CommandPath(parsed))} --help");
                return ExitCodes.WrongUse;
            }

            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
        }
        catch (CommandException exception)
        {
            Output.Message(exception.Message);
            return exception.ExitCode;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or IOException)
        {
            Output.Message(exception.Message);
            return ExitCodes.WrongUse;
        }
        catch (VisionFormatException exception)
        {
            // Pictures are judged where they are read; what comes here is a model file or the manifest.
            Output.Message(exception.Message);
            return ExitCodes.Environment;
        }
        catch (HsmException exception)
        {
            Output.Message(exception.Message);
            return ExitCodes.Environment;
        }
        catch (OperationCanceledException)
        {
            Output.Message("Stopped.");
            return ExitCodes.Environment;
        }
    }

    private static IEnumerable<string> CommandPath(ParseResult parsed)
    {
        Stack<string> names = [];
        for (System.CommandLine.Parsing.SymbolResult? result = parsed.CommandResult; result?.Parent is not null; result = result.Parent)
        {
            names.Push(((System.CommandLine.Parsing.CommandResult)result).Command.Name);
        }

        return names;
    }
}
