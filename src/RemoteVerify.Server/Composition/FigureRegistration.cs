using RemoteVerify.Cases.Figures;
using RemoteVerify.Server.Endpoints.Kpi;

namespace RemoteVerify.Server.Composition;

/// <summary>Counting, and the public report.</summary>
internal static class FigureRegistration
{
    public static void AddFigures(this IServiceCollection services)
    {
        services.AddSingleton<CountCases>();
        services.AddSingleton<PublicKpi>();
    }
}
