using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Tenants;

namespace RemoteVerify.Cases.Sandbox;

/// <summary>Where named people may stand in for a chip and a camera: outside Production, or in a tenant marked as a sandbox; and always in cases that are trials.</summary>
/// <param name="IsProduction">The service runs in Production.</param>
/// <param name="Tenants">Says which tenants are sandboxes.</param>
public sealed record SandboxRule(bool IsProduction, TenantTree Tenants)
{
    /// <summary>The refusal for a tenant without a sandbox, or null.</summary>
    public Refusal? Closed(TenantId tenant) => !IsProduction || Tenants.Find(tenant) is { IsSandbox: true }
        ? null
        : new Refusal(RefusalCode.SandboxClosed, "This tenant is no sandbox: people prove who they are with their own chip and camera. Ask the operator for a tenant of the sandbox to try things in.");

    /// <summary>The same for a case.</summary>
    public Refusal? Closed(CaseFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Closed(file.Tenant) ?? (file.IsTest
            ? null
            : new Refusal(RefusalCode.SandboxClosed, "Papers of this case have legal effect, so nobody but the person can prove who they are. Open a case of a trial procedure."));
    }

    public override string ToString() => nameof(SandboxRule);
}
