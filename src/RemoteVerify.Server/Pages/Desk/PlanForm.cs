using System.Globalization;
using RemoteVerify.Cases.Procedures;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The form by which an officer says what is to be copied.</summary>
public sealed class PlanForm
{
    private const int MostPages = 500;

    /// <summary>The stored result, where several fit.</summary>
    public Guid? Result { get; set; }

    public CopyRoad Road { get; set; }

    /// <summary>Pages of an extract as people write them: <c>1, 3-5</c>.</summary>
    public string? Pages { get; set; }

    /// <summary>Personal number of another owner.</summary>
    public string? Owner { get; set; }

    /// <summary>The paper that shows the right to another's result.</summary>
    public string? Right { get; set; }

    /// <summary>Ground of a true original.</summary>
    public string? Ground { get; set; }

    /// <summary>Why, in words.</summary>
    public string? Why { get; set; }

    /// <summary>The pages that were written; none for none, null for what can't be read.</summary>
    public static IReadOnlyList<int>? Numbers(string? written)
    {
        List<int> pages = [];
        foreach (string part in (written ?? string.Empty).Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first) || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last)
                || first < 1 || last < first || last > MostPages)
            {
                return null;
            }

            pages.AddRange(Enumerable.Range(first, last - first + 1));
        }

        return pages;
    }
}
