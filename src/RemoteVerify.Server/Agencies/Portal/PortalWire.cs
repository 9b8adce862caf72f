// The members of DongBoHoSoMC and CapNhatTienDoHoSoMC as public integrations of provinces write them; instants are yyyyMMddHHmmss in Vietnam's time.
using System.Globalization;
using RemoteVerify.Cases;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Providers;

namespace RemoteVerify.Server.Agencies.Portal;

/// <summary>Messages in the portal's own words.</summary>
internal static class PortalWire
{
    public const string SyncService = "DongBoHoSoMC";
    public const string ProgressService = "CapNhatTienDoHoSoMC";
    public const string FindService = "TraCuuHoSo";

    /// <summary>The case as a whole.</summary>
    public static Dictionary<string, object> Of(PortalCase told, Procedure procedure, PortalProcedure national, string office) => new()
    {
        ["MaHoSo"] = told.CaseCode,
        ["MaTTHC"] = national.Code,
        ["TenTTHC"] = procedure.TitleVi,
        ["MaLinhVuc"] = national.FieldCode,
        ["TenLinhVuc"] = national.FieldName,
        ["KenhThucHien"] = told.AtOffice ? "1" : "2",
        ["ChuHoSo"] = told.Applicant,
        ["LoaiDoiTuong"] = "1",
        ["MaDoiTuong"] = string.Empty,
        ["TrichYeuHoSo"] = procedure.TitleVi,
        ["NgayTiepNhan"] = Instant(told.ReceivedAt),
        ["NgayHenTra"] = Instant(told.DueAt),
        ["TrangThaiHoSo"] = Number(told.Status),
        ["NgayTra"] = Instant(told.ReturnedAt),
        ["HinhThuc"] = "0",
        ["NgayKetThucXuLy"] = Instant(told.FinishedAt),
        ["DonViXuLy"] = office,
        ["TaiLieuNop"] = Array.Empty<object>(),
        ["DanhSachLePhi"] = Array.Empty<object>(),
        ["DanhSachGiayToKetQua"] = Array.Empty<object>(),
    };

    /// <summary>One change. Who did it is the office: the portal needs no officer's name.</summary>
    public static Dictionary<string, object> Of(PortalProgress told, string office) => new()
    {
        ["MaHoSo"] = told.CaseCode,
        ["NguoiXuLy"] = office,
        ["ChucDanh"] = string.Empty,
        ["ThoiDiemXuLy"] = Instant(told.At),
        ["PhongBanXuLy"] = office,
        ["NoiDungXuLy"] = Words[told.Status],
        ["TrangThai"] = Number(told.Status),
        ["NgayBatDau"] = Instant(told.At),
        ["NgayKetThucTheoQuyDinh"] = Instant(told.DueAt),
    };

    /// <summary>The portal's statuses in its words (EGOV 5.2).</summary>
    private static readonly IReadOnlyDictionary<int, string> Words = new Dictionary<int, string>
    {
        [1] = "Mới đăng ký", [2] = "Được tiếp nhận", [3] = "Không được tiếp nhận", [4] = "Đang xử lý", [5] = "Yêu cầu bổ sung giấy tờ", [6] = "Yêu cầu thực hiện nghĩa vụ tài chính",
        [7] = "Công dân yêu cầu rút hồ sơ", [8] = "Dừng xử lý", [9] = "Đã xử lý xong", [10] = "Đã trả kết quả",
    };

    private static string Number(int status) => status.ToString(CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset? at) => at is { } instant ? VietnamTime.Local(instant).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) : string.Empty;
}
