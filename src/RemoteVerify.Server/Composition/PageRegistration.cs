using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Composition;

/// <summary>What the pages rest on: their texts, the keys and the cookie of their forms, and how they travel.</summary>
public static class PageRegistration
{
    private const string FormCookie = "__Host-form";

    public static void AddPages(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton(_ => TextBook.Read(Path.Combine(AppContext.BaseDirectory, "Texts")));
        services.AddScoped(provider =>
        {
            TextBook book = provider.GetRequiredService<TextBook>();
            return new PageTexts(book, provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context ? PageLanguage.Of(context, book) : TextBook.Model);
        });
        services.AddDataProtection().SetApplicationName("RemoteVerify");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new StoredFormKeys(provider.GetRequiredService<IUnitOfWorkFactory>())));
        services.AddAntiforgery(options => options.Cookie = new FormCookieBuilder { Name = FormCookie, Path = "/", HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.AddSingleton<Embedding.PortalFrame>();
        services.AddSingleton<Embedding.PortalReturn>();
        services.AddScoped<Pages.Citizen.CitizenVisit>();
        services.AddSingleton<Pages.Citizen.VoiceFiles>();
        services.AddSingleton<CardPictures.CardPictureReader>();
        services.AddSingleton<CardPictures.CardReadingSeal>();
        services.AddScoped<Pages.Citizen.CitizenRoad>();
        services.AddRazorPages();
    }

    /// <summary>Pages and what they load travel compressed; what the API answers does not, because secrets stand beside what a caller chose.</summary>
    public static void UsePageTransport(this WebApplication app)
    {
        app.UseWhen(context => !PagePaths.IsApi(context.Request.Path), pages =>
        {
            pages.UseResponseCompression();
            pages.Use((context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is true)
                    {
                        context.Response.Headers.ContentLanguage = PageLanguage.Of(context, context.RequestServices.GetRequiredService<TextBook>());
                        context.Response.Headers.Append("Vary", "Cookie, Accept-Language");
                    }

                    return Task.CompletedTask;
                });
                return next(context);
            });
        });
    }

    /// <summary>Files with their hash in the address never change; the others are asked for again, which costs one small answer.</summary>
    public static StaticFileOptions PageFiles { get; } = new()
    {
        OnPrepareResponse = file =>
        {
            HttpRequest request = file.Context.Request;
            file.Context.Response.Headers.CacheControl = request.Query.ContainsKey("v") || request.Path.StartsWithSegments("/fonts") ? "public, max-age=31536000, immutable" : "no-cache";
            if (request.Path == ForPortals)
            {
                file.Context.Response.Headers.AccessControlAllowOrigin = "*";
                file.Context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            }
        },
    };

    /// <summary>The one file that pages of others load; it says nothing about anybody.</summary>
    private static readonly PathString ForPortals = "/embed/remote-verify.js";

    /// <summary>Keeps where a visit came from, once the page has said whose it is.</summary>
    public static void UsePortalReturn(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Path.StartsWithSegments(SecurityHeaders.FramedPages))
        {
            context.Response.OnStarting(() =>
            {
                context.RequestServices.GetRequiredService<Embedding.PortalReturn>().Keep(context);
                return Task.CompletedTask;
            });
        }

        return next(context);
    });

    /// <summary>
    /// Secure is decided when the cookie is built and not by the policy of the framework, which refuses to work where TLS ends in a proxy.
    /// </summary>
    private sealed class FormCookieBuilder : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            CookieOptions options = base.Build(context, expiresFrom);
            options.Secure = true;
            if (PageCookies.IsFramed(context))
            {
                PageCookies.InFrame(options);
            }

            return options;
        }
    }
}
