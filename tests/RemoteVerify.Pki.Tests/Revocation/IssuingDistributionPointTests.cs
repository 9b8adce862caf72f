using RemoteVerify.Pki.Revocation;

namespace RemoteVerify.Pki.Tests.Revocation;

public sealed class IssuingDistributionPointTests
{
    // SEQUENCE { [0] { [0] { [6] "http://a/1" } } }
    private static readonly byte[] Named = [0x30, 0x10, 0xA0, 0x0E, 0xA0, 0x0C, 0x86, 0x0A, .. "http://a/1"u8];

    [Fact]
    public void Read_NameOfThePart_IsItsAddress()
    {
        IssuingDistributionPoint point = IssuingDistributionPoint.Read(Named);

        Assert.Equal(["http://a/1"], point.Addresses);
        Assert.True(point.HasName && point.IsWhole && !point.IsIndirect);
    }

    [Theory]
    [InlineData(0x81, true, false, true, false)]
    [InlineData(0x82, false, true, true, false)]
    [InlineData(0x84, false, false, false, true)]
    [InlineData(0x85, false, false, false, false)]
    public void Read_Flags_AreTold(byte tag, bool users, bool authorities, bool whole, bool indirect)
    {
        IssuingDistributionPoint point = IssuingDistributionPoint.Read(new byte[] { 0x30, 3, tag, 1, 0xFF });

        Assert.Equal((users, authorities, whole, indirect), (point.OnlyUsers, point.OnlyAuthorities, point.IsWhole, point.IsIndirect));
    }

    [Fact]
    public void Read_OnlySomeReasons_IsNotWhole() => Assert.False(IssuingDistributionPoint.Read(new byte[] { 0x30, 4, 0x83, 2, 1, 0x80 }).IsWhole);

    [Fact]
    public void Read_Broken_Throws() => Assert.Throws<PkiFormatException>(() => IssuingDistributionPoint.Read(new byte[] { 0x30, 3, 0x81, 2, 0xFF }));
}
