// ICAO Doc 9303-11 clause 9.5.1, table 4 (standardised domain parameters).
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace RemoteVerify.Pki.KeyAgreement;

/// <summary>The groups that documents name by a number: 0 to 2 and 8 to 18.</summary>
public static class StandardGroups
{
    /// <summary>Numbers from here on are the issuer's own.</summary>
    public const int FirstProprietary = 32;

    private static readonly Dictionary<int, string> Curves = new()
    {
        [8] = "1.2.840.10045.3.1.1",
        [9] = "1.3.36.3.3.2.8.1.1.3",
        [10] = "1.3.132.0.33",
        [11] = "1.3.36.3.3.2.8.1.1.5",
        [12] = "1.2.840.10045.3.1.7",
        [13] = "1.3.36.3.3.2.8.1.1.7",
        [14] = "1.3.36.3.3.2.8.1.1.9",
        [15] = "1.3.132.0.34",
        [16] = "1.3.36.3.3.2.8.1.1.11",
        [17] = "1.3.36.3.3.2.8.1.1.13",
        [18] = "1.3.132.0.35",
    };

    private static readonly ConcurrentDictionary<int, EllipticGroup> Made = new();

    /// <summary>Every number that stands for a group.</summary>
    public static IReadOnlyList<int> Identifiers { get; } = [0, 1, 2, .. Curves.Keys];

    /// <summary>The name of a number's curve; null when the number stands for a finite field or for nothing.</summary>
    public static string? CurveOid(int identifier) => Curves.GetValueOrDefault(identifier);

    /// <summary>The group of a number; null when the number is reserved or the issuer's.</summary>
    public static AgreementGroup? Find(int identifier) => identifier switch
    {
        0 => Rfc5114.Group1,
        1 => Rfc5114.Group2,
        2 => Rfc5114.Group3,
        _ => Curves.TryGetValue(identifier, out string? oid)
            ? Made.GetOrAdd(identifier, static (_, name) => new EllipticGroup(ECCurve.CreateFromValue(name)), oid)
            : null,
    };
}
