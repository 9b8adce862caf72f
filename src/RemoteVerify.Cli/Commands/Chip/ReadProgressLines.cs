using System.Globalization;
using RemoteVerify.ChipReader;

namespace RemoteVerify.Cli.Commands.Chip;

/// <summary>Tells on standard error how far the reading is: a line per file, which on a terminal counts while the file comes.</summary>
internal sealed class ReadProgressLines : IProgress<ReadProgress>
{
    private const int CountEveryBytes = 2048;

    private readonly bool _terminal = !Console.IsErrorRedirected;
    private int _counted;

    public void Report(ReadProgress value)
    {
        if (value.BytesRead >= value.BytesTotal)
        {
            _counted = 0;
            Console.Error.WriteLine($"{(_terminal ? "\r" : "")}{value.File}: {Bytes(value.BytesTotal)} bytes{(_terminal ? "            " : "")}");
        }
        else if (_terminal && value.BytesRead - _counted >= CountEveryBytes)
        {
            _counted = value.BytesRead;
            Console.Error.Write($"\r{value.File}: {Bytes(value.BytesRead)} of {Bytes(value.BytesTotal)} bytes");
        }
    }

    private static string Bytes(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
