using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Endpoints.Cases;

/// <param name="Needs">Ids of papers and fields.</param>
/// <param name="Days">How many days the citizen has; absent for the usual ten.</param>
public sealed record SupplementBody(IReadOnlyList<string>? Needs, string? Text, int? Days);

public sealed record FeeLineBody(string? Name, long? AmountVnd);

public sealed record PaymentBody(IReadOnlyList<FeeLineBody>? Lines);

public sealed record PaidBody(string? Claim, long? AmountVnd, string? Receipt);

public sealed record ReasonBody(string? Reason)
{
    public override string ToString() => nameof(ReasonBody);
}

public sealed record WithdrawalDecisionBody(bool? Agree, string? Reason)
{
    public override string ToString() => nameof(WithdrawalDecisionBody);
}

public sealed record StopBody(string? Code, string? Reason)
{
    public override string ToString() => nameof(StopBody);
}

public sealed record ContestDecisionBody(bool? Reopen, string? Reason)
{
    public override string ToString() => nameof(ContestDecisionBody);
}

public sealed record DeliveryBody(DeliveryWay? Way);

/// <param name="OtherAgency">Who is asked when the registers give no clear answer.</param>
public sealed record LookUpStatusBody(string? OtherAgency);

/// <param name="Finding"><c>Known</c>, <c>Unknown</c>, <c>Disagree</c> or <c>NotAvailable</c>.</param>
public sealed record StatusLookedUpResponse(string Finding, CaseActResponse Case);

/// <param name="Paper">Id of the paper of the dossier that shows the status.</param>
/// <param name="Phrase">Id of one of the procedure's fixed phrases.</param>
/// <param name="Values">What the phrase names.</param>
public sealed record StatedStatusBody(string? Paper, string? Phrase, IReadOnlyDictionary<string, string>? Values)
{
    public override string ToString() => nameof(StatedStatusBody);
}

/// <param name="Signer">Account of the officer who decides and signs.</param>
public sealed record SignerBody(string? Signer);

public sealed record DraftBody(string? DocumentSha256);

public sealed record TextBody(string? Text)
{
    public override string ToString() => nameof(TextBody);
}
