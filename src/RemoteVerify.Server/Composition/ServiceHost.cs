using System.ComponentModel.DataAnnotations;
using RemoteVerify.Server.Composition.Keys;
using RemoteVerify.Server.Http;
using RemoteVerify.Storage;

namespace RemoteVerify.Server.Composition;

/// <summary>Builds and runs the service.</summary>
public static class ServiceHost
{
    /// <summary>Runs until stopped. 0 after a normal end, 3 when the environment does not allow a start.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        try
        {
            await using ServiceParts parts = await ConfigureAsync(builder, CancellationToken.None);
            await using WebApplication app = builder.Build();
            app.UseWeb();
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (exception is InvalidDataException or ValidationException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException
            or Vision.Images.VisionFormatException or StorageIntegrityException or StorageUnavailableException)
        {
            await Console.Error.WriteLineAsync($"The service did not start: {exception.Message}");
            return 3;
        }
    }

    /// <summary>Reads the settings, opens the parts and registers everything.</summary>
    public static async Task<ServiceParts> ConfigureAsync(WebApplicationBuilder builder, CancellationToken cancellationToken)
    {
        ServiceOptions options = ReadOptions(builder.Configuration);
        builder.Services.AddSingleton(Microsoft.Extensions.Options.Options.Create(options));
        builder.Services.AddSingleton(TimeProvider.System);
        KeepAddressesOutOfTheLog(builder.Logging);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = options.MaximumDocumentBytes + 4096;

            // Who asks for a certificate, an endpoint's own setting says; whether it counts, ClientCertificateCheck, with the operator's roots instead of the machine's.
            kestrel.ConfigureHttpsDefaults(https => https.ClientCertificateValidation = (_, _, _) => true);
        });
        builder.WebHost.ConfigureKestrel(Http.SizeLimits.LimitHeaders);
        ServiceParts parts = await ServiceParts.OpenAsync(options, builder.Environment.IsProduction(), TimeProvider.System, cancellationToken);
        builder.Services.AddRemoteVerify(parts, options);
        builder.Services.AddWeb();
        builder.Services.AddRateLimits(options.Http);
        builder.Services.AddSingleton(new Http.Paging.Cursors(await KeyFiles.StoredSecretAsync(parts.Storage, "cursor-key", cancellationToken)));
        builder.Services.AddSingleton(new OpenId.SignInStates(await KeyFiles.StoredSecretAsync(parts.Storage, "sign-in-key", cancellationToken)));
        builder.Services.AddHostedService<Http.Housekeeping>();
        if (options.StopWhenInputEnds)
        {
            builder.Services.AddHostedService<StopWhenInputEnds>();
        }

        return parts;
    }

    /// <summary>The settings of the service, checked.</summary>
    /// <exception cref="ValidationException">A setting is out of its range; the message names it.</exception>
    internal static ServiceOptions ReadOptions(IConfiguration configuration)
    {
        ServiceOptions options = new();
        configuration.GetSection(ServiceOptions.Section).Bind(options);
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        Validator.ValidateObject(options.Http, new ValidationContext(options.Http), validateAllProperties: true);
        options.ModelsDirectory ??= FindModels();
        return options;
    }

    /// <summary>The addresses of invitations and of checked codes open doors, and the framework logs every address it serves.</summary>
    private static void KeepAddressesOutOfTheLog(ILoggingBuilder logging) =>
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

    private static string? FindModels()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "models", "manifest.json")))
            {
                return Path.Combine(folder.FullName, "models");
            }
        }

        return null;
    }
}
