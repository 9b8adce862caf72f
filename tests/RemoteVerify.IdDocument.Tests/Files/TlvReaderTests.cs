using RemoteVerify.IdDocument.Files;

namespace RemoteVerify.IdDocument.Tests.Files;

public sealed class TlvReaderTests
{
    [Theory]
    [InlineData("5F1F03414243", 0x5F1F, 3)]
    [InlineData("7F618100", 0x7F61, 0)]
    [InlineData("020101", 0x02, 1)]
    [InlineData("04840000000141", 0x04, 1)]
    public void Read_OneObject_GivesTagAndValue(string hex, int tag, int length)
    {
        TlvElement element = new TlvReader(Convert.FromHexString(hex), "test").Read();

        Assert.Equal((tag, length), (element.Tag, element.Value.Length));
        Assert.Equal(hex.Length / 2, element.Encoded.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5F")]
    [InlineData("0480")]
    [InlineData("048500000000014141")]
    [InlineData("0484FFFFFFFF")]
    [InlineData("0405AA")]
    [InlineData("1F808080")]
    public void Read_BrokenObject_IsRefused(string hex)
    {
        Assert.Throws<IdDocumentFormatException>(() => new TlvReader(Convert.FromHexString(hex), "test").Read());
    }

    [Fact]
    public void Read_MoreObjectsThanTheLimit_IsRefused()
    {
        byte[] many = new byte[2 * (TlvReader.MaxElementsPerLevel + 1)];
        TlvReader reader = new(many, "test");
        for (int i = 0; i < TlvReader.MaxElementsPerLevel; i++)
        {
            reader.Read();
        }

        Assert.Throws<IdDocumentFormatException>(() => reader.Read());
    }

    [Theory]
    [InlineData("EF_DG1.bin", "DG1")]
    [InlineData("a/b/EF.DG16", "DG16")]
    [InlineData("Datagroup2.bin", "DG2")]
    [InlineData("ef_sod.bin", "SOD")]
    [InlineData("DG17.bin", null)]
    [InlineData("challenge.bin", null)]
    public void Recognise_UploadedName_GivesTheFile(string name, string? expected)
    {
        Assert.Equal(expected, FileName.Recognise(name));
    }

    [Fact]
    public void FromNamed_SameFileTwice_IsRefused()
    {
        KeyValuePair<string, ReadOnlyMemory<byte>>[] files = [new("EF_DG1.bin", new byte[1]), new("dg1", new byte[1])];

        Assert.Throws<IdDocumentFormatException>(() => ChipFiles.FromNamed(files));
    }

    [Fact]
    public void DataGroup_Absent_IsNullAndNotEmpty()
    {
        ChipFiles files = ChipFiles.FromNamed([]);

        Assert.Null(files.DataGroup(1));
        Assert.Null(files.Sod);
        Assert.Null(files.Com);
    }
}
