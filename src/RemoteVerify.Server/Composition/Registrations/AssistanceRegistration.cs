using RemoteVerify.Cases.Assisting;
using RemoteVerify.Server.Composition.Keys;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>What the acts of assisted mode rest on.</summary>
internal static class AssistanceRegistration
{
    public static void AddAssistance(this IServiceCollection services, ServiceParts parts)
    {
        services.AddSingleton<IHelperDirectory>(new RegisteredHelpers(parts.Clients));
        services.AddSingleton(new AssistingPolicy());
        services.AddSingleton<PointKey>();
    }
}
