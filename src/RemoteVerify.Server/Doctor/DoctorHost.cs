using System.ComponentModel.DataAnnotations;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RemoteVerify.Server.Composition;
using RemoteVerify.Server.Doctor.Checks;
using RemoteVerify.Server.Security;
using RemoteVerify.Storage;
using RemoteVerify.Storage.Checking;

namespace RemoteVerify.Server.Doctor;

/// <summary>
/// <c>./rv doctor</c>: looks at a service with the service's own settings, in the process that would serve, and tells how good each thing is. It
/// starts nothing, makes nothing and opens no key of a token.
/// </summary>
internal static class DoctorHost
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <returns>0 nothing to do, 1 something is, 2 wrong use, 3 the settings can't be read.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        DoctorArguments? arguments = DoctorArguments.Read(args, out string? mistake);
        if (arguments is null)
        {
            await Console.Error.WriteLineAsync(mistake);
            return 2;
        }

        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments.Settings, ContentRootPath = AppContext.BaseDirectory });
        List<Finding> findings;
        try
        {
            ServiceOptions options = ServiceHost.ReadOptions(builder.Configuration);
            string?[] web = [builder.Configuration["Kestrel:Certificates:Default:Path"], .. builder.Configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Certificate:Path"])];
            findings = await ExamineAsync(options, [.. web.OfType<string>().Distinct()], arguments.Limits, TimeProvider.System, CancellationToken.None);
        }
        catch (Exception e) when (e is InvalidDataException or ValidationException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The settings of the service can't be used: {e.Message}");
            return 3;
        }

        Print(findings, arguments);
        return IsWell(findings, arguments.IsProduction) ? 0 : 1;
    }

    /// <summary>Demo grade is all right, except where Production is asked for.</summary>
    public static bool IsWell(IEnumerable<Finding> findings, bool isProduction) =>
        findings.All(f => f.Grade is FindingGrade.Ready or FindingGrade.Unknown || (f.Grade == FindingGrade.Demo && !isProduction));

    /// <summary>Everything that there is to say.</summary>
    public static async Task<List<Finding>> ExamineAsync(ServiceOptions options, IReadOnlyList<string> webCertificates, DoctorLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        List<Finding> findings = [];
        RelationalStorage? storage = IsThere(options) ? Databases.Open(options, time) : null;
        try
        {
            DatabaseState? state = storage is null ? null : await DatabaseState.ReadAsync(storage, cancellationToken);
            DoctorSubject subject = new(options, time.GetUtcNow(), limits)
            {
                Storage = storage,
                Database = state,
                Clients = Clients(options, findings),
                Certificates = [.. DoctorCertificates.OfFiles(options, webCertificates, findings)],
            };
            if (subject.IsReadable)
            {
                subject = subject with { Certificates = [.. subject.Certificates, .. await DoctorCertificates.OfDatabaseAsync(options, storage!, cancellationToken)] };
            }

            findings.AddRange(await GateChecks.RunAsync(subject, cancellationToken));
            findings.AddRange(SettingChecks.Run(subject));
            findings.AddRange(await KeptChecks.RunAsync(subject, cancellationToken));
            findings.AddRange(MachineChecks.Run(subject));
            return [.. findings.OrderByDescending(f => f.StopsProduction).ThenBy(f => Order(f.Grade)).ThenBy(f => f.Area, StringComparer.Ordinal)];
        }
        finally
        {
            if (storage is not null)
            {
                await storage.DisposeAsync();
            }
        }
    }

    private static int Order(FindingGrade grade) => grade switch { FindingGrade.Broken => 0, FindingGrade.Demo => 1, FindingGrade.Attention => 2, FindingGrade.Unknown => 3, _ => 4 };

    /// <summary>Opening makes what is missing; this program must not.</summary>
    private static bool IsThere(ServiceOptions options) =>
        options.Database.Postgres is not null
        || (File.Exists(Path.Combine(options.DataDirectory, "remoteverify.db")) && (options.Database.MasterKey is not null || File.Exists(Path.Combine(options.DataDirectory, "master.key"))));

    private static ClientRegistry? Clients(ServiceOptions options, List<Finding> findings)
    {
        string file = options.ClientsFile ?? Path.Combine(options.DataDirectory, "development-clients.json");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return ClientRegistry.Read(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            findings.Add(new Finding("clients", FindingGrade.Broken, e.Message, StopsProduction: true));
            return null;
        }
    }

    private static void Print(IReadOnlyList<Finding> findings, DoctorArguments arguments)
    {
        bool isWell = IsWell(findings, arguments.IsProduction);
        if (arguments.IsJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new { production = arguments.IsProduction, ok = isWell, startsInProduction = !findings.Any(f => f.StopsProduction), findings }, Json));
            return;
        }

        foreach (Finding finding in findings.Where(f => f.Grade != FindingGrade.Ready || !arguments.IsProduction))
        {
            Console.Out.WriteLine($"{Word(finding),-12} {finding.Area,-13} {finding.Message}");
        }

        int stops = findings.Count(f => f.StopsProduction);
        Console.Out.WriteLine($"{findings.Count} things looked at; {stops} stop Production, {findings.Count(f => f.Grade == FindingGrade.Demo)} are of demo grade, {findings.Count(f => f.Grade == FindingGrade.Attention)} want attention, {findings.Count(f => f.Grade == FindingGrade.Broken)} are broken.");
    }

    private static string Word(Finding finding) => finding.Grade switch
    {
        FindingGrade.Ready => "ok",
        FindingGrade.Attention => "ATTENTION",
        FindingGrade.Demo => finding.StopsProduction ? "DEMO (stop)" : "DEMO",
        FindingGrade.Broken => "BROKEN",
        _ => "unknown",
    };
}
