using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Signing;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Journeys;

/// <summary>The officer whom a paper names as the one who decides: nobody else may approve and sign it.</summary>
internal sealed record DecidingOfficer(OfficerProfile Profile)
{
    /// <summary>The field that the officer signs.</summary>
    public OfficerSlot Slot => new(SlotNames.Countersignature, Profile.Account, OfficerFunction.Decides);

    /// <summary>As printed under the paper.</summary>
    public PaperSigner Signer => new(Profile.FullName, Profile.Title) { Slot = SlotNames.Countersignature };

    /// <summary>The registered officer of this account; a refusal when there is none.</summary>
    public static Outcome<DecidingOfficer> Find(IOfficerDirectory officers, TenantId tenant, string? account, Case current) =>
        !string.IsNullOrWhiteSpace(account) && officers.Find(tenant, account) is { } profile
            ? new DecidingOfficer(profile)
            : new Refusal(
                RefusalCode.DecidingOfficerUnknown, "Name the account of the officer who decides and signs. It must be registered as an officer of this agency.",
                [.. current.Allowed.Select(a => a.Code)], []);

    /// <summary>The case with the officer's function in it.</summary>
    public CaseFile Assign(CaseFile file, DateTimeOffset at) => file.Has(Profile.Account, OfficerFunction.Decides)
        ? file
        : file with { Assignments = [.. file.Assignments, new Assignment(Profile.Account, OfficerFunction.Decides, at)] };

    public override string ToString() => "DecidingOfficer";
}
