using RemoteVerify.Cases.Lookups;

namespace RemoteVerify.Cases.Journeys.MaritalCertificates;

/// <summary>Printed titles of what registers say of marriages.</summary>
internal static class MaritalTitles
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [MaritalFacts.Status] = "Tình trạng hôn nhân",
        [MaritalFacts.Spouse] = "Vợ hoặc chồng",
        [MaritalFacts.CertificateNumber] = "Số giấy chứng nhận kết hôn",
        [MaritalFacts.CertificateIssuer] = "Nơi cấp giấy chứng nhận kết hôn",
        [MaritalFacts.CertificateDate] = "Ngày cấp giấy chứng nhận kết hôn",
        [MaritalFacts.DecisionNumber] = "Số bản án, quyết định ly hôn",
        [MaritalFacts.DecisionDate] = "Ngày của bản án, quyết định",
        [MaritalFacts.Court] = "Tòa án",
        [MaritalFacts.ProofNumber] = "Số giấy chứng tử, trích lục khai tử",
        [MaritalFacts.ProofIssuer] = "Nơi cấp giấy chứng tử",
        [MaritalFacts.ProofDate] = "Ngày cấp giấy chứng tử",
    };

    public static IReadOnlyDictionary<string, string> All => Known;
}
