using System.Diagnostics;
using System.Text.Json;
using RemoteVerify.TestKit;

namespace RemoteVerify.Server.Tests.Doctor;

/// <summary>What the doctor says about Production and what Production itself says are the same sentences.</summary>
public sealed class DoctorTests
{
    private static readonly string Server = Path.Combine(AppContext.BaseDirectory, "RemoteVerify.Server.dll");

    [Theory]
    [InlineData("Service:Webhooks:AllowLoopback=true")]
    [InlineData("Service:OfficerSignIn:Demand=None", "Service:TestPolicyFile=policy.json")]
    public async Task Production_RefusesToStart_ForExactlyWhatTheDoctorNames(params string[] settings)
    {
        string folder = Directory.CreateTempSubdirectory("rv-doctor-").FullName;
        try
        {
            string[] all = [.. settings.Select(s => $"--{s}"), $"--Service:DataDirectory={Path.Combine(folder, "data")}", $"--Service:ModelsDirectory={Path.Combine(Repository.Root, "models")}", "--Service:ModelSet=demo"];
            (int started, _, string refusal) = await RunAsync("Production", [.. all, "--urls=http://127.0.0.1:0"]);
            Assert.Equal(3, started);

            (int examined, string answer, _) = await RunAsync("Development", ["doctor", "--production", "--json", .. all]);
            Assert.Equal(1, examined);
            using JsonDocument document = JsonDocument.Parse(answer);
            string[] stops = [.. document.RootElement.GetProperty("findings").EnumerateArray().Where(f => f.GetProperty("stopsProduction").GetBoolean()).Select(f => f.GetProperty("message").GetString()!)];
            string[] reasons = refusal.Split("Production is refused: ", 2)[1].Split(". Start it with")[0].Split("; ");

            // A reason may itself hold a semicolon, so they are compared as one text.
            string said = string.Join("; ", stops.Select(s => s.TrimEnd('.')));
            Assert.All(reasons, reason => Assert.Contains(reason, said, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(string.Join("; ", reasons).Length, said.Length);
            Assert.False(Directory.Exists(Path.Combine(folder, "data")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Doctor_BesideARunningService_ReadsItsDatabaseOfficersAndCertificates()
    {
        RunningService service = new();
        await service.InitializeAsync();
        try
        {
            string[] settings = [$"--Service:DataDirectory={Path.Combine(service.Folder, "data")}", $"--Service:ClientsFile={Path.Combine(service.Folder, "clients.json")}"];
            (int code, string answer, _) = await RunAsync("Development", ["doctor", "--json", .. settings]);
            Assert.Equal(1, code);
            using JsonDocument document = JsonDocument.Parse(answer);
            ILookup<string, (string Grade, string Message)> found = document.RootElement.GetProperty("findings").EnumerateArray()
                .ToLookup(f => f.GetProperty("area").GetString()!, f => (f.GetProperty("grade").GetString()!, f.GetProperty("message").GetString()!));
            Assert.Equal("ready", Assert.Single(found["database"]).Grade);
            Assert.Equal("attention", Assert.Single(found["backup"]).Grade);
            Assert.Equal("attention", Assert.Single(found["escrow"]).Grade);
            Assert.Contains("xa-mot/officer", Assert.Single(found["officers"]).Message, StringComparison.Ordinal);
            Assert.Contains(found["procedures"], f => f.Grade == "demo");
            Assert.Equal(["ready", "ready", "ready", "ready"], found["certificates"].Select(f => f.Grade));
        }
        finally
        {
            await ((IAsyncLifetime)service).DisposeAsync();
        }
    }

    [Fact]
    public async Task Doctor_WrongArgumentOrSetting_IsSaid()
    {
        Assert.Equal(2, (await RunAsync("Development", ["doctor", "--nonsense"])).Code);
        Assert.Equal(3, (await RunAsync("Development", ["doctor", "--Service:MaximumCaptures=0"])).Code);
    }

    private static async Task<(int Code, string Output, string Messages)> RunAsync(string environment, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", "--runtimeconfig", Path.ChangeExtension(Server, ".runtimeconfig.json"), Server, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        using Process process = Process.Start(start)!;
        Task<string> messages = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await messages);
    }
}
