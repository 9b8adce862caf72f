namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>How whole transactions end: quality, attack detection and comparison together, with as many tries as the policy allows (ISO/IEC 19795-1: transaction error rates).</summary>
/// <param name="Sessions">Of the portrait's holder.</param>
/// <param name="MaximumTries">Later tries of the list are passed over.</param>
/// <param name="FalseRejection">Share of them that no try accepted; null without any.</param>
/// <param name="FirstTryRejection">Share that the first try did not accept.</param>
/// <param name="AcceptedAtTry">How many the first, second, ... try accepted.</param>
/// <param name="ToOfficer">Rejected ones of which a try passed all but the comparison and came into the officer's band: a person decides.</param>
/// <param name="Reasons">Why tries of these sessions were not accepted: in how many tries each gate refused first.</param>
/// <param name="ImpostorSessions">Sessions of others.</param>
/// <param name="FalseAcceptance">Share of those that a try accepted; null without any.</param>
/// <param name="Groups">False rejection by each further column.</param>
/// <param name="Comparisons">The worst group beside the median one.</param>
public sealed record TransactionFigures(
    int Sessions, int MaximumTries, ErrorRate? FalseRejection, ErrorRate? FirstTryRejection, IReadOnlyList<int> AcceptedAtTry, int ToOfficer,
    IReadOnlyDictionary<string, int> Reasons, int ImpostorSessions, ErrorRate? FalseAcceptance,
    IReadOnlyList<TransactionGroup> Groups, IReadOnlyList<GroupComparison> Comparisons);

/// <summary>False rejection of one group's sessions.</summary>
public sealed record TransactionGroup(string Column, string Value, ErrorRate FalseRejection);
