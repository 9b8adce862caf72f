using System.Formats.Asn1;
using RemoteVerify.Pki.Cms;

namespace RemoteVerify.Pki.Tests.Cms;

/// <summary>Found by mutation: an attribute whose value is broken inside and long-winded outside was an exception and not an invalid signature.</summary>
public class BrokenAttributeTests
{
    [Theory]
    [InlineData("308105300A0101FF", "3005300A0101FF")]
    [InlineData("3080300A0101FF0000", null)]
    [InlineData("0481020102", "04020102")]
    public void WriteTo_ValueInBer_IsOneDerValueOrUnreadable(string value, string? expected)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        CmsAttribute attribute = CmsAttribute.Single("1.2.840.113549.1.9.16.2.47", Convert.FromHexString(value));
        if (expected is null)
        {
            Assert.Throws<PkiFormatException>(() => attribute.WriteTo(writer));
            return;
        }

        attribute.WriteTo(writer);

        Assert.EndsWith(expected, Convert.ToHexString(writer.Encode()), StringComparison.Ordinal);
    }
}
