using RemoteVerify.Cases.Verifying;

namespace RemoteVerify.Cases.Engines;

/// <summary>Verdicts as Vietnamese papers print them.</summary>
internal static class VerdictWords
{
    public static string Of(CaptureVerdict verdict) => verdict switch
    {
        CaptureVerdict.Passed => "đạt",
        CaptureVerdict.Retry => "phải làm lại",
        CaptureVerdict.Officer => "chuyển người có thẩm quyền",
        _ => "bỏ dở",
    };

    public static string Of(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Passed => "đạt",
        CheckVerdict.Failed => "không đạt",
        CheckVerdict.NotApplicable => "không áp dụng",
        CheckVerdict.Advice => "tham khảo",
        _ => "đã tắt (thử)",
    };
}
