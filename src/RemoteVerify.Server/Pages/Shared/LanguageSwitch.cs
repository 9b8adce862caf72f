using Microsoft.AspNetCore.Http.Extensions;
using RemoteVerify.Server.Pages.Texts;

namespace RemoteVerify.Server.Pages;

/// <summary>The same page in another language.</summary>
public static class LanguageSwitch
{
    /// <summary>This page's path and query with the language in it. After a form was posted it leads to the page as it opens.</summary>
    public static string Address(HttpContext context, string language)
    {
        ArgumentNullException.ThrowIfNull(context);
        QueryBuilder query = [];
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Query.Where(part => part.Key is not (PageLanguage.QueryName or "handler")))
        {
            query.Add(name, values.OfType<string>());
        }

        query.Add(PageLanguage.QueryName, language);
        return context.Request.Path.ToUriComponent() + query;
    }
}
