using RemoteVerify.ChipReader.AccessControl;

namespace RemoteVerify.ChipReader.Tests.AccessControl;

public sealed class AccessKeyTests
{
    [Fact]
    public void FromMrz_PrintedFields_MakesTheKeyOfTheStandardsInformation()
    {
        // Doc 9303-11 appendix D.2.
        AccessKey fields = AccessKey.FromMrz("L898902C", new DateOnly(1969, 8, 6), new DateOnly(1994, 6, 23));
        AccessKey text = AccessKey.FromMrzInformation("L898902C<369080619406236");

        Assert.Equal(text.Secret.ToArray(), fields.Secret.ToArray());
    }

    [Fact]
    public void ToString_AnyKey_ShowsNothing()
    {
        Assert.Equal("AccessKey(not shown)", AccessKey.FromMrzInformation("L898902C<369080619406236").ToString());
    }
}
