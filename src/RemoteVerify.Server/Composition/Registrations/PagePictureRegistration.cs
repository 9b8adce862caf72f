using RemoteVerify.Server.PagePictures;

namespace RemoteVerify.Server.Composition.Registrations;

/// <summary>Pictures of the pages of documents.</summary>
internal static class PagePictureRegistration
{
    public static void AddPagePictures(this IServiceCollection services, ServiceOptions options)
    {
        options.PagePictures.Check();
        services.AddSingleton(options.PagePictures);
        services.AddSingleton<PagePainter>();
        services.AddSingleton<ReadingTickets>();
        services.AddSingleton<DocumentSheets>();
    }
}
