// What the national portal (Cổng Dịch vụ công quốc gia) is told: EGOV 2.8 and 5.2, services DongBoHoSoMC and CapNhatTienDoHoSoMC.
// The members are those seen in public integrations of provinces; the portal's own specification was not at hand.
using System.Globalization;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Procedures.WorkingTime;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Providers;

/// <summary>What the portal is told of a case as a whole (DongBoHoSoMC). No personal number, telephone or address: the portal needs none to show how far a case is.</summary>
/// <param name="CaseCode">MaHoSo.</param>
/// <param name="Applicant">ChuHoSo.</param>
/// <param name="Status">TrangThaiHoSo, 1 to 10.</param>
/// <param name="IsUpdate">False for the first message of the case (<c>isUpdating</c>).</param>
/// <param name="AtOffice">True when the dossier was handed in at the office (channel 1), false online (channel 2).</param>
/// <param name="ReceivedAt">NgayTiepNhan; null before it was taken in.</param>
/// <param name="DueAt">NgayHenTra; null without a limit.</param>
/// <param name="FinishedAt">NgayKetThucXuLy; null before.</param>
/// <param name="ReturnedAt">NgayTra; null before.</param>
public sealed record PortalCase(
    string CaseCode, string Applicant, int Status, bool IsUpdate, bool AtOffice, DateTimeOffset? ReceivedAt, DateTimeOffset? DueAt, DateTimeOffset? FinishedAt, DateTimeOffset? ReturnedAt)
{
    public override string ToString() => $"PortalCase {CaseCode}";
}

/// <summary>What the portal is told of one change (CapNhatTienDoHoSoMC).</summary>
/// <param name="CaseCode">MaHoSo.</param>
/// <param name="Status">TrangThai, 1 to 10.</param>
/// <param name="At">ThoiDiemXuLy.</param>
/// <param name="DueAt">NgayKetThucTheoQuyDinh; null without a limit.</param>
public sealed record PortalProgress(string CaseCode, int Status, DateTimeOffset At, DateTimeOffset? DueAt)
{
    public override string ToString() => $"PortalProgress {CaseCode} {Status}";
}

/// <summary>Which messages a case owes to the portal, and what each says.</summary>
public static class PortalMessages
{
    private const string Create = "create";
    private const string Update = "update";
    private const string Progress = "progress";

    /// <summary>
    /// The creation with the first status that the portal has a code for; then one message for each change, and before it the case as a whole
    /// where its dates have changed: taken in, done, given out. A draft is nobody's business.
    /// </summary>
    public static IReadOnlyList<string> Owed(Case current)
    {
        ArgumentNullException.ThrowIfNull(current);
        StatusStamp[] stamps = Stamps(current.File);
        List<string> owed = [];
        for (int i = 0; i < stamps.Length; i++)
        {
            if (i == 0)
            {
                owed.Add(Name(Create, i));
            }
            else if (stamps[i].Status is CaseStatus.Accepted or CaseStatus.Completed or CaseStatus.ResultDelivered)
            {
                owed.Add(Name(Update, i));
            }

            owed.Add(Name(Progress, i));
        }

        return owed;
    }

    /// <summary>The content of a message of <see cref="Owed"/>.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="current">The case as it is now.</param>
    /// <param name="due">When its result is due, or null.</param>
    /// <returns>A <see cref="PortalCase"/> or a <see cref="PortalProgress"/>.</returns>
    public static object Content(string what, Case current, DateTimeOffset? due)
    {
        ArgumentNullException.ThrowIfNull(what);
        ArgumentNullException.ThrowIfNull(current);
        string[] parts = what.Split(':');
        StatusStamp[] stamps = Stamps(current.File);
        int index = int.Parse(parts[1], CultureInfo.InvariantCulture);
        StatusStamp stamp = stamps[index];
        CaseFile file = current.File;
        if (parts[0] == Progress)
        {
            return new PortalProgress(file.Code, (int)stamp.Status, stamp.At, due);
        }

        DateTimeOffset? Reached(CaseStatus status) => stamps.Take(index + 1).LastOrDefault(s => s.Status == status)?.At;
        return new PortalCase(
            file.Code, ApplicantOf(file), (int)stamp.Status, parts[0] == Update, file.Journey == JourneyKind.PaperCopy,
            file.Dossier.Clock.ReceivedAt, due, Reached(CaseStatus.Completed) ?? Reached(CaseStatus.NotAccepted) ?? Reached(CaseStatus.Stopped), Reached(CaseStatus.ResultDelivered));
    }

    private static string Name(string kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}:{index}");

    private static StatusStamp[] Stamps(CaseFile file) => [.. file.Statuses.Where(stamp => stamp.Status != CaseStatus.Draft)];

    private static string ApplicantOf(CaseFile file) =>
        (file.Participants.FirstOrDefault(p => p.Kind == ParticipantKind.Applicant) ?? file.Participants.FirstOrDefault(p => p.Signs) ?? file.Participants[0]).FullName;
}
