using System.CommandLine;
using RemoteVerify.Synthetic.Cast;

namespace RemoteVerify.Cli.Commands.People;

/// <summary><c>rv people portraits</c>: the chip portraits of the synthetic people as JPEG files.</summary>
internal static class PortraitsCommand
{
    public static Command Create()
    {
        Option<string> folder = new("--out") { Description = "Folder for the portraits.", DefaultValueFactory = _ => "portraits" };
        Option<bool> json = CommandTable.Json();
        Command command = new("portraits", "Render the portraits that the synthetic people have on their chips.") { folder, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            string target = parsed.GetValue(folder)!;
            Directory.CreateDirectory(target);
            var portraits = CastList.All.Select(member =>
            {
                string path = Path.Combine(target, $"{member.Id}.jpg");
                byte[] jpeg = Portrait.RenderJpeg(member.Looks, cancellationToken);
                InputFiles.Write(path, jpeg);
                return new { id = member.Id, role = member.Role.ToString(), file = path, bytes = jpeg.Length };
            }).ToList();
            new Output(parsed.GetValue(json)).Answer(new { portraits }, writer => portraits.ForEach(portrait => writer.WriteLine($"{portrait.file}: {portrait.role}, {portrait.bytes} bytes")));
            return Task.FromResult(ExitCodes.Positive);
        });
        return command;
    }
}
