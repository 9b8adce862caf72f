using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Server.Pages.Citizen;
using RemoteVerify.Server.Pages.Texts;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Pages.Assist;

/// <summary>
/// Where there is no signal, or no camera that sees well enough, the person books the camera step at a service point, with the helper beside.
/// </summary>
public sealed class BookModel(CitizenVisit visits, ListSlots slots, BookAppointment book, IServicePointDirectory points, TimeProvider time, PageTexts texts) : PersonPage(visits)
{
    private const int DaysOffered = 14;

    public IReadOnlyList<ServicePoint> Points => [.. points.List(Visitor.Tenant).Where(point => point.Opening.Count > 0)];

    public ServicePoint? Point { get; private set; }

    public DateOnly Day { get; private set; }

    public IReadOnlyList<DateTimeOffset> Free { get; private set; } = [];

    /// <summary>What was booked; null before.</summary>
    public Appointment? Booked { get; private set; }

    public IReadOnlyList<DateOnly> Days => [.. Enumerable.Range(0, DaysOffered).Select(VietnamTime.Day(time.GetUtcNow()).AddDays)];

    public static string AddressOf(string ticket) => AloneModel.AddressOf(ticket, "book");

    public Task OnGetAsync(string? point, string? day) => ShowAsync(point, day);

    public async Task<IActionResult> OnPostAsync(string? point, string? day, string? at)
    {
        await ShowAsync(point, day);
        if (Point is null || !DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset chosen))
        {
            return Again("assist.book.missing", StatusCodes.Status422UnprocessableEntity);
        }

        Outcome<Appointment> booked = await book.DoAsync(Visitor.Actor, Visitor.Case, Point.Id, chosen, texts.Plain("assist.book.purpose"), HttpContext.RequestAborted);
        if (booked.Refusal is { } refusal)
        {
            await ShowAsync(point, day);
            return Again(refusal.Code == RefusalCode.AppointmentFull ? "assist.book.full" : "assist.book.refused", RefusalProblems.StatusOf(refusal.Code.Kind));
        }

        Booked = booked.Value;
        return Page();
    }

    private async Task ShowAsync(string? point, string? day)
    {
        Point = Points.FirstOrDefault(one => one.Id == point) ?? (Points is [var first, ..] ? first : null);
        Day = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly asked) && Days.Contains(asked) ? asked : Days[1];
        Outcome<IReadOnlyList<DateTimeOffset>>? free = Point is null ? null : await slots.DoAsync(Visitor.Actor, Point.Id, Day, HttpContext.RequestAborted);
        Free = free is { IsDone: true } ? free.Value : [];
    }

    private PageResultAgain Again(string key, int status)
    {
        Errors = [new FieldError("at", texts[key])];
        return new PageResultAgain(status);
    }

    /// <summary>The page itself, with the status of an error.</summary>
    private sealed class PageResultAgain(int status) : Microsoft.AspNetCore.Mvc.RazorPages.PageResult
    {
        public override Task ExecuteResultAsync(ActionContext context)
        {
            context.HttpContext.Response.StatusCode = status;
            return base.ExecuteResultAsync(context);
        }
    }
}
