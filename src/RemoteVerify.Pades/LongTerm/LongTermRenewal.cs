// ETSI EN 319 142-1 clause 5.5 (long-term availability), EN 319 102-1 clause 5.6.
using RemoteVerify.Pades.Signing;
using RemoteVerify.Pades.Validation;
using RemoteVerify.Pki.Timestamps;

namespace RemoteVerify.Pades.LongTerm;

/// <summary>Renews the protection of a document before the algorithms or certificates of its last timestamp grow weak.</summary>
public static class LongTermRenewal
{
    /// <summary>
    /// Gathers what the last document timestamp still lacks, validates every signature and timestamp with it, and only then
    /// adds a new timestamp: one over a forged signature would lend it an age that it has not.
    /// </summary>
    public static async Task<SignResult> RenewAsync(
        ReadOnlyMemory<byte> pdf, LongTermOptions options, ITimestampSource tsa, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tsa);
        SignResult result = await LongTermExtender.AddValidationMaterialAsync(pdf, options, cancellationToken).ConfigureAwait(false);
        if (result is not SignResult.Signed extended)
        {
            return result;
        }

        ValidationReport report = PadesValidator.Validate(
            extended.Pdf, new ValidationOptions { Anchors = options.Anchors, At = options.At, Password = options.Open?.Password });
        return Judge(report) ?? await DocumentTimestamper.TryAddAsync(extended.Pdf, tsa, options.Open, options.TimestampDigest, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first signature or timestamp that is not valid; null when all are.</summary>
    internal static SignResult.Refused? Judge(ValidationReport report)
    {
        if (report.Signatures.Count == 0 && report.DocumentTimestamps.Count == 0)
        {
            return new(RefusalCode.EarlierSignatureNotValid, "The document holds no signature whose protection could be renewed.");
        }

        for (int index = 0; index < report.Signatures.Count; index++)
        {
            if (report.Signatures[index] is { Indication: not Indication.TotalPassed } signature)
            {
                return Refuse($"signature {index + 1}", signature.Indication, signature.SubIndication);
            }
        }

        return report.DocumentTimestamps.FirstOrDefault(timestamp => timestamp.Indication != Indication.TotalPassed) is { } timestamp
            ? Refuse("document timestamp", timestamp.Indication, timestamp.SubIndication)
            : null;
    }

    private static SignResult.Refused Refuse(string what, Indication indication, SubIndication? sub) =>
        new(RefusalCode.EarlierSignatureNotValid, $"The {what} is not valid ({indication.ToCode()}{(sub is { } reason ? " " + reason.ToCode() : "")}); its protection is not renewed.");
}
