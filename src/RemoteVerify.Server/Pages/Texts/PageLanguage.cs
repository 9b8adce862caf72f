using Microsoft.Net.Http.Headers;

namespace RemoteVerify.Server.Pages.Texts;

/// <summary>In which language a page is told: what the address asks for (and then remembers), the remembered one, what the browser prefers, Vietnamese.</summary>
public static class PageLanguage
{
    public const string CookieName = "__Host-lang";
    public const string QueryName = "lang";

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    public static string Of(HttpContext context, TextBook book)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(book);
        return Known(context.Request.Query[QueryName], book) ?? Known(context.Request.Cookies[CookieName], book) ?? Preferred(context.Request, book) ?? TextBook.Model;
    }

    /// <summary>Remembers a choice made by the address of a page.</summary>
    public static void UsePageLanguage(this WebApplication app) => app.Use((context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/v1") && Known(context.Request.Query[QueryName], context.RequestServices.GetRequiredService<TextBook>()) is { } chosen)
        {
            context.Response.Cookies.Append(CookieName, chosen, Composition.PageCookies.Options(context, Remembered));
        }

        return next(context);
    });

    private static string? Preferred(HttpRequest request, TextBook book)
    {
        foreach (StringWithQualityHeaderValue wish in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(wish => wish.Quality ?? 1))
        {
            string code = wish.Value.ToString();
            if (wish.Quality is not 0 && (Known(code, book) ?? Known(code.Split('-')[0], book)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Known(string? code, TextBook book) => code is { Length: > 0 and <= 32 } ? book.Languages.FirstOrDefault(known => known.Equals(code, StringComparison.OrdinalIgnoreCase)) : null;
}
