using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.Extensions;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Http.Paging;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="Next">The cursor of the next page; null on the last one. A page may be short, even empty, and have a next one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    public override string ToString() => $"Page {Items.Count}";
}

/// <summary>
/// The parameters <c>limit</c> and <c>cursor</c> of a list. New lists answer <see cref="Page{T}"/>; those that answered an array before go on to do
/// so. All tell the next page in the header <c>Link</c> (RFC 8288, <c>rel="next"</c>).
/// </summary>
public sealed class PageQuery
{
    /// <summary>Most entries of one page.</summary>
    public const int Largest = 200;

    /// <summary>Entries of a page for which no limit was asked.</summary>
    public const int Usual = 50;

    private readonly HttpContext _context;
    private readonly Cursors _cursors;
    private readonly string _list;

    private PageQuery(HttpContext context, Cursors cursors, string list, string? after, bool isMalformed) =>
        (_context, _cursors, _list, After, IsMalformed) = (context, cursors, list, after, isMalformed);

    /// <summary>What stood last on the page before; null for the first page.</summary>
    public string? After { get; }

    /// <summary>True when the cursor is not one of this caller's for this list.</summary>
    public bool IsMalformed { get; }

    /// <summary>Entries of this page.</summary>
    public int Limit => Math.Clamp(Asked ?? Usual, 1, Largest);

    /// <summary>What the caller asked for; null when nothing was asked.</summary>
    public int? Asked => int.TryParse(_context.Request.Query["limit"].ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int limit) ? limit : null;

    /// <summary>The answer to a cursor that is none.</summary>
    public static IResult Malformed => Problem.Of(
        StatusCodes.Status400BadRequest, "cursor.invalid", "This cursor is not one of this list. Use next of the last page with the same filters, or begin without one.");

    /// <summary>Reads the parameters.</summary>
    /// <param name="list">Name of the list; the filters are taken from the address.</param>
    public static PageQuery Of(HttpContext context, string list)
    {
        Cursors cursors = context.RequestServices.GetRequiredService<Cursors>();
        string filters = string.Join('&', context.Request.Query.Where(p => p.Key is not ("cursor" or "limit" or "before" or "after")).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
        string place = $"{list}?{filters}";
        string cursor = context.Request.Query["cursor"].ToString();
        string? after = cursor.Length == 0 ? null : cursors.Read(context.User, place, cursor);
        return new PageQuery(context, cursors, place, after, cursor.Length > 0 && after is null);
    }

    /// <summary>The cursor of the next page, which is told in the header too; null when there is none.</summary>
    public string? Next(string? last)
    {
        if (last is null)
        {
            return null;
        }

        string cursor = _cursors.Write(_context.User, _list, last);
        QueryBuilder query = new(_context.Request.Query.Where(p => p.Key is not ("cursor" or "before" or "after")).SelectMany(p => p.Value, (p, value) => KeyValuePair.Create(p.Key, value ?? string.Empty))) { { "cursor", cursor } };
        _context.Response.Headers.Append("Link", $"<{_context.Request.PathBase}{_context.Request.Path}{query}>; rel=\"next\"");
        return cursor;
    }

    /// <summary>The page of a list that lies in memory whole; everything when the caller asked for no limit.</summary>
    /// <param name="idOf">What tells one entry from every other, for good.</param>
    public IReadOnlyList<T> Cut<T>(IReadOnlyList<T> all, Func<T, string> idOf, bool wholeWithoutLimit = true)
    {
        int from = After is null ? 0 : all.ToList().FindIndex(one => idOf(one) == After) + 1;
        int count = wholeWithoutLimit && Asked is null && After is null ? all.Count : Limit;
        T[] page = [.. all.Skip(from).Take(count)];
        Next(page.Length > 0 && from + page.Length < all.Count ? idOf(page[^1]) : null);
        return page;
    }

    /// <summary>The same as a page.</summary>
    public Page<T> Page<T>(IReadOnlyList<T> items, string? last) => new(items, Next(last));
}
