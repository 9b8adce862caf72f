using RemoteVerify.Cases.Documents;
using RemoteVerify.Cases.Engines;
using RemoteVerify.Cases.Sandbox;
using RemoteVerify.Pdf.Composing;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>The sandbox: named people, and the mark over what its tenants attach.</summary>
internal static class SandboxRegistration
{
    public static void AddSandbox(this IServiceCollection services, ServiceParts parts, DocumentFonts fonts)
    {
        services.AddSingleton(SandboxPeople.Delivered);
        services.AddSingleton(new SandboxRule(parts.IsProduction, parts.Tenants));
        services.AddSingleton(new SandboxPapers(fonts));
        services.AddSingleton<ITrialMark>(provider => provider.GetRequiredService<SandboxPapers>());
    }
}
