using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Signing.Remote;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Countersigning;

/// <summary>Second phase for an officer whose key is at an external provider, as on computers that run no local signer.</summary>
public sealed class CountersignByProvider(Desk desk, IRemoteSigning providers, FinaliseCountersignature finalise)
{
    /// <param name="actor">The officer who prepared the countersignature.</param>
    /// <param name="reference">The case.</param>
    /// <param name="provider">One of the configured providers.</param>
    /// <param name="credential">The provider's name for the key.</param>
    /// <param name="secrets">What the officer gave.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<CaseWithDocument>> DoAsync(
        Actor actor, CaseReference reference, string provider, string credential, RemoteSecrets secrets, CancellationToken cancellationToken)
    {
        Outcome<ReadOnlyMemory<byte>> signed = await desk.DoAsync<ReadOnlyMemory<byte>>(Act.FinaliseCountersignature, actor, async (work, ct) =>
        {
            // The provider's key is used here: a leaf of its own, whatever becomes of the value.
            work.Note("provider", provider);
            if (!(await work.CaseAsync<CountersignaturePrepared>(reference, ct)).TryGet(out CountersignaturePrepared? current, out Refusal? refusal))
            {
                return refusal;
            }

            return current.Pending.Officer == actor.Id
                ? await providers.SignAsync(provider, credential, Convert.FromHexString(current.Pending.HashToSign), secrets, current.File.Title, ct)
                : new Refusal(RefusalCode.CountersignatureOfAnotherOfficer, "The officer who prepared the countersignature finalises it.");
        }, cancellationToken);
        return signed.TryGet(out ReadOnlyMemory<byte> value, out Refusal? refused) ? await finalise.DoAsync(actor, reference, value, cancellationToken) : refused;
    }
}
