using RemoteVerify.Pades.Signing;
using RemoteVerify.Pki.Keys;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pades.LongTerm;

/// <summary>Signs at any level in one call.</summary>
public static class LongTermSigner
{
    /// <summary>Checks that the signer can be proved, signs, then adds what the profile asks for: nothing for B-B and B-T, validation material for B-LT, a document timestamp as well for B-LTA.</summary>
    public static async Task<SignResult> SignAsync(
        ReadOnlyMemory<byte> pdf, SignatureRequest request, CertifiedKey key, ITimestampSource tsa, LongTermOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(options);
        bool isLongTerm = request.Profile is SignatureProfile.BLt or SignatureProfile.BLta;
        if (isLongTerm && await LongTermExtender.CheckSignerAsync(pdf, key, options, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            return missing;
        }

        SignResult result = await PadesSigner.SignAsync(pdf, request, key, tsa, options.Open, cancellationToken).ConfigureAwait(false);
        if (result is not SignResult.Signed signed)
        {
            return result;
        }

        SignResult extended = request.Profile switch
        {
            SignatureProfile.BLt => await LongTermExtender.AddValidationMaterialAsync(signed.Pdf, options, cancellationToken).ConfigureAwait(false),
            SignatureProfile.BLta => await LongTermExtender.ArchiveAsync(signed.Pdf, options, tsa, cancellationToken).ConfigureAwait(false),
            _ => signed,
        };
        return extended is SignResult.Signed done ? done with { FieldName = signed.FieldName } : extended;
    }
}
