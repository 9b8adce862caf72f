using RemoteVerify.Cases.LiveSessions;
using RemoteVerify.Server.Live;
using RemoteVerify.Server.Pages.Live;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>Live sessions: who sits in which room, and the relay.</summary>
internal static class LiveRegistration
{
    public static void AddLive(this IServiceCollection services, ServiceOptions options)
    {
        options.Live.Check();
        services.AddSingleton(options.Live);
        services.AddSingleton<RecogniseVenue>();
        services.AddSingleton<TurnCredentials>();
        services.AddSingleton<LiveTickets>();
        services.AddSingleton<LiveTables>();
        services.AddSingleton<LiveActs>();
        services.AddSingleton<LiveRooms>();
        services.AddSingleton<LiveHistory>();
    }
}
