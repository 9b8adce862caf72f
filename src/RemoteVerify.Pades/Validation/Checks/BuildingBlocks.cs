// ETSI EN 319 102-1 V1.4.1 clause 5.
namespace RemoteVerify.Pades.Validation.Checks;

/// <summary>The building block of the standard to which a check belongs.</summary>
internal static class BuildingBlocks
{
    private static readonly (string Prefix, string Block)[] Table =
    [
        ("format.", "5.2.2 format checking"),
        ("document.", "5.2.2 format checking"),
        ("signature.signing-certificate", "5.2.3 identification of the signing certificate"),
        ("context.", "5.2.4 validation context initialization"),
        ("certificate.", "5.2.6 X.509 certificate validation"),
        ("authority.", "5.2.6 X.509 certificate validation"),
        ("signature.integrity", "5.2.7 cryptographic verification"),
        ("signature.algorithm", "5.2.8 signature acceptance validation"),
        ("signature.timestamp", "5.5 validation of signatures with time"),
        ("signature.content-timestamp", "5.3.4 content timestamps"),
        ("timestamp.", "5.4 time-stamp validation"),
        ("past.", "5.6.2.4 past signature validation"),
    ];

    public static string Of(string id) =>
        Array.Find(Table, entry => id.StartsWith(entry.Prefix, StringComparison.Ordinal)).Block ?? "5.3 validation of basic signatures";
}
