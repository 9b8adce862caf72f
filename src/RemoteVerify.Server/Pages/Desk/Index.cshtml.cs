using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Opening;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.States;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Security;

namespace RemoteVerify.Server.Pages.Desk;

/// <summary>The queue of the desk: what waits for an officer first, the soonest due at the top of each page.</summary>
public sealed class IndexModel(ListQueue queue, ListProcedures procedures, ClientRegistry clients, TimeProvider time, PageTexts texts) : DeskPage
{
    /// <summary>Cases on one page.</summary>
    public const int PageLength = 50;

    public const string Late = "late", Today = "today", Week = "week", Everything = "all", Mine = "mine", Nobody = "nobody";

    /// <summary>Words of a search.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    /// <summary><see cref="Everything"/> shows cases that wait for nobody here too.</summary>
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "procedure")]
    public string? Procedure { get; set; }

    /// <summary><see cref="Late"/>, <see cref="Today"/> or <see cref="Week"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "due")]
    public string? Due { get; set; }

    /// <summary><see cref="Mine"/> for cases in which this officer has a function, <see cref="Nobody"/> for those in which nobody has, or the account of a colleague.</summary>
    [BindProperty(SupportsGet = true, Name = "officer")]
    public string? Officer { get; set; }

    /// <summary>After which case the page begins.</summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public Guid? After { get; set; }

    public IReadOnlyList<QueuedCase> Cases { get; private set; } = [];

    public IReadOnlyList<(string Code, string Title)> Procedures { get; private set; } = [];

    /// <summary>The other officers of the tenant, by account and name.</summary>
    public IReadOnlyList<(string Account, string Name)> Colleagues =>
    [
        .. clients.All.Where(client => client.Kind == ClientKind.Officer && client.Tenant == Visit.Tenant.Value && client.Id != Visit.Actor.Id)
            .Select(client => (client.Id, client.Name)).OrderBy(one => one.Name, StringComparer.CurrentCulture),
    ];

    /// <summary>Address of the next page; null on the last one.</summary>
    public string? Next { get; private set; }

    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Words) || Procedure is { Length: > 0 } || Due is { Length: > 0 } || Officer is { Length: > 0 } || Show == Everything;

    /// <summary>Cases of this page that an officer may sign now.</summary>
    public bool HasSignable => Cases.Any(queued => IsSignable(queued.Case));

    /// <summary>The soonest due first, then the oldest.</summary>
    public static IEnumerable<QueuedCase> InOrder(IEnumerable<QueuedCase> cases) => cases.OrderBy(queued => queued.DueAt ?? DateTimeOffset.MaxValue).ThenBy(queued => queued.Case.File.OpenedAt);

    public static bool IsSignable(Case one) => one is Approved or CountersignaturePrepared;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<OfferedProcedure> offered = (await procedures.DoAsync(Visit.Actor, null, cancellationToken)).Value;
        Procedures = [.. offered.Select(one => (one.Procedure.Code, texts.Pick(one.Procedure.TitleVi, one.Procedure.TitleEn).Value)).OrderBy(one => one.Item2, StringComparer.CurrentCulture)];
        QueueFilter filter = new(null, null, Procedure is { Length: > 0 } ? Procedure : null, DueBefore(), Officer switch { Mine => Visit.Actor.Id, null or "" or Nobody => null, _ => Officer })
        {
            OfNobody = Officer == Nobody, Words = Words is { Length: > 200 } ? Words[..200] : Words, WaitsForOfficer = Show != Everything,
        };
        QueuePage page = (await queue.DoAsync(Visit.Actor, filter, After is { } after ? new CaseId(after) : null, PageLength, cancellationToken)).Value;
        Cases = [.. InOrder(page.Cases)];
        Next = page.Next is { } last ? Address(last) : null;
    }

    private DateTimeOffset? DueBefore() => Due switch
    {
        Late => Now,
        Today => VietnamTime.Start(VietnamTime.Day(Now).AddDays(1)),
        Week => VietnamTime.Start(VietnamTime.Day(Now).AddDays(7)),
        _ => null,
    };

    private string Address(CaseId last)
    {
        Microsoft.AspNetCore.Http.Extensions.QueryBuilder query = [];
        foreach ((string name, string? value) in new[] { ("q", Words), ("show", Show), ("procedure", Procedure), ("due", Due), ("officer", Officer), ("after", last.Value.ToString()) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        return "/desk" + query;
    }
}
