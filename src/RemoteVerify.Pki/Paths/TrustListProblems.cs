namespace RemoteVerify.Pki.Paths;

/// <summary>What to tell an operator about a list that must not be used.</summary>
public static class TrustListProblems
{
    /// <summary>A stable name, in small letters with dashes.</summary>
    public static string ToWord(this TrustListProblem problem) => problem switch
    {
        TrustListProblem.SignatureInvalid => "signature-invalid",
        TrustListProblem.AlgorithmNotAccepted => "algorithm-not-accepted",
        TrustListProblem.UnknownKind => "unknown-kind",
        TrustListProblem.Expired => "expired",
        TrustListProblem.NotYetIssued => "not-yet-issued",
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };

    /// <summary>The end of a sentence that begins with the list's name and "must not be used:".</summary>
    public static string ToSentence(this TrustListProblem problem) => problem switch
    {
        TrustListProblem.SignatureInvalid => "it is not signed by the configured key, or it was changed.",
        TrustListProblem.AlgorithmNotAccepted => "its signature algorithm or the key is not accepted here.",
        TrustListProblem.UnknownKind => "it has an anchor of a kind that is not known here.",
        TrustListProblem.Expired => "it should have been replaced by a newer list.",
        TrustListProblem.NotYetIssued => "it is from the future.",
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };
}
