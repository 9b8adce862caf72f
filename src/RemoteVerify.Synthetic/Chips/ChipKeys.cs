using System.Security.Cryptography;
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.Pki.KeyAgreement;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>A static key of a virtual chip for chip authentication.</summary>
internal sealed record AgreementKey(ChipAuthenticationChoice Choice, AgreementGroup Group, AgreementKeyPair Pair)
{
    /// <summary>0.4.0.127.0.7.2.2.3.{1 DH, 2 ECDH}.{cipher}.</summary>
    public string Protocol => $"0.4.0.127.0.7.2.2.3.{(Group.IsElliptic ? 2 : 1)}.{(int)Choice.Cipher + 1}";

    public static AgreementKey Generate(ChipAuthenticationChoice choice)
    {
        AgreementGroup group = StandardGroups.Find(choice.ParameterId) ?? throw new ArgumentException("no such group", nameof(choice));
        return new AgreementKey(choice, group, group.Generate());
    }

    public override string ToString() => "AgreementKey(not shown)";
}

/// <summary>What a chip keeps to itself and what lies in its master file.</summary>
/// <param name="Active">Signs challenges; null for none.</param>
/// <param name="Agreement">For chip authentication.</param>
/// <param name="Mapping">For PACE with chip authentication mapping, by number of the group.</param>
internal sealed record ChipKeys(
    AsymmetricAlgorithm? Active, IReadOnlyList<AgreementKey> Agreement, IReadOnlyDictionary<int, AgreementKeyPair> Mapping) : IDisposable
{
    /// <summary>A copied card's.</summary>
    public static ChipKeys None => new(null, [], new Dictionary<int, AgreementKeyPair>());

    public IReadOnlyList<PaceInfo> Pace { get; init; } = [];

    public string? CardAccessNumber { get; init; }

    /// <summary>EF.CardAccess; null for a chip without PACE.</summary>
    public byte[]? CardAccess { get; init; }

    /// <summary>EF.CardSecurity; null without chip authentication mapping.</summary>
    public byte[]? CardSecurity { get; init; }

    public void Dispose()
    {
        Active?.Dispose();
        foreach (AgreementKeyPair pair in Agreement.Select(key => key.Pair).Concat(Mapping.Values))
        {
            pair.Dispose();
        }
    }

    public override string ToString() => "ChipKeys(not shown)";
}
