using System.CommandLine;
using RemoteVerify.Cases.Retaining;

namespace RemoteVerify.Cli.Commands.Privacy;

/// <summary>The rules of retention that a service uses: those delivered, after those of the operator's file.</summary>
internal sealed class RetentionInput
{
    private readonly Option<string> _file = new("--schedule") { Description = "The operator's rules of retention; else Service__RetentionScheduleFile." };

    public void AddTo(Command command) => command.Add(_file);

    /// <exception cref="CommandException">The file is not there, or no schedule.</exception>
    public RetentionSchedule Read(ParseResult parsed)
    {
        string? file = parsed.GetValue(_file) ?? (Environment.GetEnvironmentVariable("Service__RetentionScheduleFile") is { Length: > 0 } set ? set : null);
        try
        {
            return file is null ? RetentionSchedule.Delivered : RetentionSchedule.Delivered.With(RetentionSchedule.Read(InputFiles.Read(file)));
        }
        catch (InvalidDataException e)
        {
            throw CommandException.WrongUse($"{file}: {e.Message}");
        }
    }
}
