// ETSI EN 319 122-1 V1.3.1 clause 5.2.6.1 (signer-attributes-v2); X.520 title for the role.
using System.Formats.Asn1;
using RemoteVerify.Pki.Algorithms;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pades.Signing;

/// <summary>The signed attribute that states a role as a claim.</summary>
internal static class ClaimedRole
{
    /// <summary>id-aa-ets-signerAttrV2.</summary>
    public const string SignerAttributesV2 = "0.4.0.19122.1.1";

    /// <summary>The attribute for a role; nothing for none.</summary>
    public static IReadOnlyList<CmsAttribute> Attributes(string? role)
    {
        if (string.IsNullOrWhiteSpace(role))
        {
            return [];
        }

        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.Title);
            using (writer.PushSetOf())
            {
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, role);
            }
        }

        return [CmsAttribute.Single(SignerAttributesV2, writer.Encode())];
    }
}
