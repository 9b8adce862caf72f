// Circular 15/2025/TT-BKHCN as EGOV 2.1 tells it: a checker says in Vietnamese whether a signature is valid, whose it is, when
// it was made and whether the content is whole. Whose trust the word rests on stands before it.
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pades.Validation.Summaries;
using RemoteVerify.Pki.Paths;

namespace RemoteVerify.Cases.Checking;

/// <summary>One sentence in two languages; it may hold a signer's name.</summary>
/// <param name="Vi">In Vietnamese.</param>
/// <param name="En">In English.</param>
public sealed record Sentence(string Vi, string En)
{
    public override string ToString() => "Sentence";
}

/// <summary>The outcome of a check in words: first what kind of signature it is and which root it leads to, then whether it is valid.</summary>
public static class Conclusion
{
    /// <summary>One signature.</summary>
    public static Sentence Of(SignatureVerdict signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        Sentence start = Start(signature);
        return signature.Indication == "TOTAL_PASSED"
            ? new($"{start.Vi}: hợp lệ.", $"{start.En}: valid.")
            : new($"{start.Vi}. {Reason(signature).Vi}", $"{start.En}. {Reason(signature).En}");
    }

    /// <summary>A whole document: signatures of one kind and root are told together.</summary>
    public static Sentence Of(DocumentVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Signatures.Count == 0)
        {
            return new("Không có chữ ký điện tử nào để kiểm tra.", "There is no electronic signature to check.");
        }

        Sentence[] parts = [.. verdict.Signatures.GroupBy(s => (s.Kind, s.RootVi, Passed: s.Indication == "TOTAL_PASSED")).Select(Group)];
        return new(string.Join(' ', parts.Select(p => p.Vi)), string.Join(' ', parts.Select(p => p.En)));
    }

    private static Sentence Group(IGrouping<(AnchorKind? Kind, string? RootVi, bool Passed), SignatureVerdict> group)
    {
        SignatureVerdict[] all = [.. group];
        return all.Length == 1 ? Of(all[0])
            : group.Key.Passed ? new($"{all.Length} {Lower(Start(all[0]).Vi)}: hợp lệ.", $"{all.Length} signatures, each a {Lower(Start(all[0]).En)}: valid.")
            : new(string.Join(' ', all.Select(s => Of(s).Vi)), string.Join(' ', all.Select(s => Of(s).En)));
    }

    /// <summary>Kind and root; a signature without a trusted root has no kind.</summary>
    private static Sentence Start(SignatureVerdict signature)
    {
        if (signature.Kind is not { } kind || signature.RootVi is null)
        {
            return new("Chữ ký không thuộc gốc tin cậy nào được biết ở đây", "Signature under no trust root that is known here");
        }

        BilingualText name = PlainLanguage.NameOf(kind);
        return new($"{Upper(name.Vi)}, gốc tin cậy {signature.RootVi}", $"{Upper(name.En)}, trust root {signature.RootEn}");
    }

    private static Sentence Reason(SignatureVerdict signature) => signature switch
    {
        { SubIndication: "FORMAT_FAILURE", IsIntact: true, IsModificationAllowed: false } =>
            new("Chữ ký không hợp lệ: tài liệu đã bị thay đổi sau khi ký.", "The signature is not valid: the document was changed after signing."),
        _ when VerdictCodes.SubIndicationOf(signature.SubIndication) is { } reason => new(ReasonSentences.Of(reason).Vi, ReasonSentences.Of(reason).En),
        { Indication: "TOTAL_FAILED" } => new("Chữ ký không hợp lệ.", "The signature is not valid."),
        _ => new("Chưa kết luận được về chữ ký.", "The signature is not proven."),
    };

    private static string Upper(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
