using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader.Tests.AccessControl;

public sealed class DataObjectTests
{
    [Theory]
    [InlineData(0x80, 0)]
    [InlineData(0x7C, 127)]
    [InlineData(0x86, 128)]
    [InlineData(0x7F49, 255)]
    [InlineData(0x5F2E, 256)]
    [InlineData(0x84, 65_535)]
    public void ReadAll_WhatWasWritten_IsTheSame(int tag, int length)
    {
        byte[] value = new byte[length];
        value.AsSpan().Fill(9);
        byte[] two = [.. DataObject.Write(tag, value), .. DataObject.Write(0x99, [0x90, 0])];

        List<(int Tag, int Start, Range Value)> objects = DataObject.ReadAll(two);

        Assert.Equal([tag, 0x99], objects.Select(found => found.Tag));
        Assert.Equal(value, two[objects[0].Value]);
        Assert.Equal(value, DataObject.Find(two, tag));
        Assert.Null(DataObject.FindOptional(two, 0x8A));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(13, "0D")]
    [InlineData(255, "FF")]
    [InlineData(256, "0100")]
    [InlineData(0x01020304, "01020304")]
    public void Number_AnyValue_IsAsShortAsItCanBe(int value, string expected) => Assert.Equal(expected, Convert.ToHexString(DataObject.Number(value)));

    [Fact]
    public void ReadAll_AnyBytes_CoversAllOfThemOrIsRefused()
    {
        foreach (byte[] bytes in Bytes.Many(50_000, 30))
        {
            try
            {
                List<(int Tag, int Start, Range Value)> objects = DataObject.ReadAll(bytes);
                Assert.Equal(bytes.Length, objects.Count == 0 ? 0 : objects[^1].Value.End.Value);
                for (int i = 1; i < objects.Count; i++)
                {
                    Assert.Equal(objects[i - 1].Value.End.Value, objects[i].Start);
                }
            }
            catch (ApduFormatException)
            {
                // The one exception that hostile bytes may cause.
            }
        }
    }
}
