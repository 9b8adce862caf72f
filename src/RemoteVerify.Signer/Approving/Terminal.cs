using System.Text;

namespace RemoteVerify.Signer.Approving;

/// <summary>
/// The officer's own terminal. Standard input must be one: a pipe could say yes to everything, so there is no way to
/// answer questions by one.
/// </summary>
internal static class Terminal
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(40);

    /// <summary>Whether a person can be asked here.</summary>
    public static bool IsThere => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    public static void Say(string line) => Console.Error.WriteLine(line);

    /// <summary>Asks for one line. What was typed before the question doesn't count.</summary>
    /// <param name="prompt">Printed without a line end.</param>
    /// <param name="echo">False for secrets.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<string> AskAsync(string prompt, bool echo, CancellationToken cancellationToken)
    {
        while (Console.KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }

        Console.Error.Write(prompt);
        StringBuilder line = new();
        while (true)
        {
            while (!Console.KeyAvailable)
            {
                await Task.Delay(Step, cancellationToken);
            }

            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                Console.Error.WriteLine();
                return line.ToString();
            }

            Take(line, key, echo);
        }
    }

    private static void Take(StringBuilder line, ConsoleKeyInfo key, bool echo)
    {
        if (key.Key == ConsoleKey.Backspace && line.Length > 0)
        {
            line.Length--;
            Console.Error.Write(echo ? "\b \b" : "");
        }
        else if (!char.IsControl(key.KeyChar) && line.Length < 256)
        {
            line.Append(key.KeyChar);
            Console.Error.Write(echo ? key.KeyChar.ToString() : "");
        }
    }
}
