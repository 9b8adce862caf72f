using System.Globalization;
using RemoteVerify.Pades.Modifications;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Pades.Validation.Summaries;

/// <summary>Tells a verdict to people who know nothing of signatures. The sentences hold the signer's name: personal data.</summary>
public static class PlainLanguage
{
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    private static readonly BilingualText Nothing = new("", "");

    /// <summary>The whole file in two or three sentences.</summary>
    public static BilingualText Of(ValidationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Problem is not null)
        {
            return new("Không đọc được tệp này như một tệp PDF, nên không kiểm tra được chữ ký.",
                "The file cannot be read as a PDF, so no signature can be checked.");
        }

        if (report.Signatures.Count == 0)
        {
            return report.DocumentTimestamps.Count == 0
                ? new("Tài liệu không có chữ ký điện tử.", "The document has no electronic signature.")
                : new("Tài liệu chỉ có dấu thời gian, không có chữ ký của ai.", "The document has a timestamp only, and nobody's signature.");
        }

        var count = report.Signatures.Count;
        var passed = report.Signatures.Count(s => s.Indication == Indication.TotalPassed);
        return report.Indication == Indication.TotalPassed ? AllPassed(report, count) : NotAllPassed(report, count, passed);
    }

    /// <summary>One signature: outcome, who, what kind, when, what came later, what to do.</summary>
    public static BilingualText Of(SignatureReport signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return Outcome(signature) + Signer(signature) + KindOf(signature) + Time(signature) + Later(signature) + Advice(signature);
    }

    /// <summary>The first sentence about a signature: valid, not valid, or not proven, and why.</summary>
    public static BilingualText Outcome(SignatureReport signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        if (signature.SubIndication is { } reason)
        {
            return WasChanged(signature)
                ? new("Chữ ký không còn bảo đảm cho tài liệu: tài liệu đã bị thay đổi sau khi ký.",
                    "The signature no longer vouches for the document: the document was changed after signing.")
                : ReasonSentences.Of(reason);
        }

        return signature.Modification >= ModificationLevel.FormFilling
            ? new("Chữ ký hợp lệ. Sau khi ký, tài liệu chỉ được bổ sung những phần được phép.",
                "The signature is valid. After signing, only permitted parts were added to the document.")
            : new("Chữ ký hợp lệ. Tài liệu không bị thay đổi sau khi ký.",
                "The signature is valid. The document was not changed after signing.");
    }

    /// <summary>Name of a kind of signature.</summary>
    public static BilingualText NameOf(AnchorKind kind) => kind switch
    {
        AnchorKind.Public => new("chữ ký số công cộng", "public digital signature"),
        AnchorKind.OfficialDuty => new("chữ ký số chuyên dùng công vụ", "digital signature for official duty"),
        AnchorKind.SpecialPurpose => new("chữ ký điện tử chuyên dùng", "special-purpose electronic signature"),
        AnchorKind.Foreign => new("chữ ký điện tử nước ngoài", "foreign electronic signature"),
        _ => new("chữ ký thử nghiệm, không có giá trị pháp lý", "trial signature without legal effect"),
    };

    private static BilingualText AllPassed(ValidationReport report, int count)
    {
        var first = count == 1
            ? new BilingualText("Chữ ký hợp lệ.", "The signature is valid.")
            : new BilingualText($"Cả {count} chữ ký đều hợp lệ.", $"All {count} signatures are valid.");
        var changed = report.Signatures.Max(s => s.Modification) <= ModificationLevel.LtaUpdates
            ? new BilingualText("Tài liệu không bị thay đổi sau khi ký.", "The document was not changed after signing.")
            : new BilingualText("Sau khi ký, tài liệu chỉ được bổ sung những phần được phép.", "After signing, only permitted parts were added to the document.");
        var trial = report.Signatures.Any(s => s.Kind == AnchorKind.Development)
            ? new BilingualText("Có chữ ký chỉ để thử nghiệm, không có giá trị pháp lý.", "At least one signature is for trial only and has no legal effect.")
            : Nothing;
        return first + changed + trial;
    }

    private static BilingualText NotAllPassed(ValidationReport report, int count, int passed)
    {
        var worst = report.Signatures.MaxBy(s => s.Indication)!;
        if (worst.SubIndication is not { } reason)
        {
            return new BilingualText("Các chữ ký hợp lệ, nhưng một dấu thời gian của tài liệu không được chứng minh.",
                "The signatures are valid, but a timestamp of the document is not proven.") + AdviceSentences.Of(report.SubIndication ?? SubIndication.TryLater);
        }

        var how = count == 1 ? Nothing
            : passed == 0
                ? new($"Không chữ ký nào trong {count} chữ ký được chứng minh là hợp lệ.", $"None of the {count} signatures is proven to be valid.")
                : new($"{passed} trong {count} chữ ký hợp lệ.", $"{passed} of {count} signatures {(passed == 1 ? "is" : "are")} valid.");
        return how + Outcome(worst) + (WasChanged(worst) ? AdviceSentences.Of(SubIndication.FormatFailure) : AdviceSentences.Of(reason));
    }

    private static BilingualText Signer(SignatureReport signature) => signature.Signer is not { } name ? Nothing
        : signature.Indication == Indication.TotalPassed
            ? new($"Người ký: {name}.", $"Signed by: {name}.")
            : new($"Tên ghi trong chứng thư là {name}, chưa được chứng minh.", $"The certificate names {name}; this is not proven.");

    private static BilingualText KindOf(SignatureReport signature) => signature is { Indication: Indication.TotalPassed, Kind: { } kind }
        ? new($"Loại chữ ký: {NameOf(kind).Vi}.", $"Kind of signature: {NameOf(kind).En}.")
        : Nothing;

    private static BilingualText Time(SignatureReport signature)
    {
        if (signature.IsTimeProven && signature.Indication != Indication.TotalFailed)
        {
            var proven = Print(signature.BestSignatureTime!.Value);
            return new($"Dấu thời gian chứng minh tài liệu được ký muộn nhất lúc {proven.Vi}.", $"A timestamp proves that it was signed no later than {proven.En}.");
        }

        return signature.SigningTime is { } claimed
            ? new($"Người ký khai là đã ký lúc {Print(claimed).Vi}; không có dấu thời gian chứng minh.", $"The signer claims {Print(claimed).En}; no timestamp proves it.")
            : new("Không rõ thời điểm ký.", "The time of signing is not known.");
    }

    private static BilingualText Later(SignatureReport signature) => signature switch
    {
        { Integrity: Integrity.Broken } or { Coverage: Coverage.Anomaly } => Nothing,
        { ModificationAllowed: false } => signature.SubIndication is not null && WasChanged(signature) ? Nothing
            : new("Sau khi ký, tài liệu đã bị thay đổi ngoài phạm vi cho phép.", "After signing, the document was changed in a way that is not permitted."),
        { Modification: ModificationLevel.LtaUpdates } =>
            new("Sau đó chỉ có dữ liệu xác minh và dấu thời gian được thêm vào.", "Later, only verification data and timestamps were added."),
        { Modification: ModificationLevel.FormFilling } =>
            new("Phần được thêm sau đó là chữ ký khác hoặc nội dung ô điền.", "What was added later are other signatures or filled-in fields."),
        _ => Nothing,
    };

    private static BilingualText Advice(SignatureReport signature) => signature.SubIndication is not { } reason ? Nothing
        : AdviceSentences.Of(WasChanged(signature) ? SubIndication.FormatFailure : reason);

    private static bool WasChanged(SignatureReport signature) => signature is
    {
        SubIndication: SubIndication.FormatFailure, Integrity: Integrity.Intact, Coverage: Coverage.Standard, ModificationAllowed: false,
    };

    private static BilingualText Print(DateTimeOffset time)
    {
        var local = time.ToOffset(Vietnam);
        return new(local.ToString("HH:mm 'ngày' dd/MM/yyyy '(giờ Việt Nam)'", CultureInfo.InvariantCulture),
            local.ToString("d MMMM yyyy, HH:mm '(Vietnam time)'", CultureInfo.InvariantCulture));
    }
}
