using RemoteVerify.Cases.Engines.Privacy;
using RemoteVerify.Cases.Privacy;
using RemoteVerify.Cases.Retaining;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>What retention and the rights of data subjects need of the host.</summary>
internal static class PrivacyRegistration
{
    /// <exception cref="InvalidDataException">The operator's schedule or a limit makes no sense.</exception>
    public static void AddPrivacy(this IServiceCollection services, ServiceParts parts, ServiceOptions options, DocumentFonts fonts)
    {
        if (options.Purge.Fault() is { } fault)
        {
            throw new InvalidDataException($"Service:Purge: {fault}.");
        }

        RetentionSchedule schedule = options.RetentionScheduleFile is { } file
            ? RetentionSchedule.Delivered.With(RetentionSchedule.Read(File.ReadAllBytes(file)))
            : RetentionSchedule.Delivered;
        services.AddSingleton(schedule with { OnlyVerified = parts.IsProduction });
        services.AddSingleton(PrivacyTerms.Delivered);
        services.AddSingleton(options.Purge);
        services.AddSingleton<DueData>();
        services.AddSingleton<PurgeData>();
        services.AddSingleton<PrivacyWatch>();
        services.AddSingleton<IPersonReportComposer>(new PersonReportComposer(fonts));
    }
}
