namespace RemoteVerify.Cases.Lookups;

/// <summary>Printed words of the codes in which databases answer.</summary>
internal static class CodedValues
{
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["never-married"] = "Chưa đăng ký kết hôn",
        ["married"] = "Đang có vợ hoặc chồng",
        ["divorced"] = "Đã ly hôn",
        ["widowed"] = "Vợ hoặc chồng đã chết",
        ["male"] = "Nam",
        ["female"] = "Nữ",
    };
}
