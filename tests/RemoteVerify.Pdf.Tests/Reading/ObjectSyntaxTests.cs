using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Tests.Reading;

public sealed class ObjectSyntaxTests
{
    [Theory]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("+17", "17")]
    [InlineData("-.002", "-0.002")]
    [InlineData("4.", "4")]
    [InlineData("/A#20B", "/A B")]
    [InlineData("/A#GG", "/A#GG")]
    [InlineData("12 0 R", "12 0 R")]
    [InlineData("12 0 %c\n R", "12 0 R")]
    public void Get_Literal_ReadsAs(string literal, string expected) => Assert.Equal(expected, Read(literal).ToString());

    [Theory]
    [InlineData("(a(b)c)", "a(b)c")]
    [InlineData(@"(\101\n\)\q)", "A\n)q")]
    [InlineData("(a\\\r\nb\r\nc)", "ab\nc")]
    [InlineData("<41 4 2 5>", "ABP")]
    [InlineData("<FEFF00C5>", "Å")]
    [InlineData("<80>", "•")]
    public void Get_String_ReadsAs(string literal, string expected) => Assert.Equal(expected, Assert.IsType<PdfString>(Read(literal)).ToText());

    [Theory]
    [InlineData("<< /A 1 /A 2 >>", true)]
    [InlineData("<< /A 1 /B 2 >>", false)]
    public void Get_Dictionary_TellsDuplicateKeys(string literal, bool duplicate) =>
        Assert.Equal(duplicate, Assert.IsType<PdfDictionary>(Read(literal)).HasDuplicateKeys);

    [Theory]
    [InlineData("<< /A >>")]
    [InlineData("<< 1 2 >>")]
    [InlineData("[1 2")]
    [InlineData("(open")]
    [InlineData("<4x>")]
    [InlineData("1-2")]
    [InlineData("foo")]
    public void Get_Broken_IsRefused(string literal) => Assert.Throws<PdfFormatException>(() => Read(literal));

    [Fact]
    public void Equals_SameMeaningOtherSpelling_IsEqual()
    {
        Assert.Equal(Read("<< /A (x) /B [1 /C] /N null >>"), Read("<</B[1/#43]/A<78>>>"));
        Assert.NotEqual(Read("[1 2]"), Read("[2 1]"));
        Assert.NotEqual(Read("1"), Read("1."));
    }

    [Fact]
    public void SourceOffsets_OfHexString_AreThoseOfTheFile()
    {
        var file = SamplePdf.Make("<< /S <4142> >>");
        var text = Assert.IsType<PdfString>(((PdfDictionary)PdfDocument.Open(file).Latest.Get(new PdfReference(1, 0)))["S"]);

        Assert.Equal("<4142>", System.Text.Encoding.ASCII.GetString(file[(int)text.SourceStart..(int)text.SourceEnd]));
    }

    private static PdfObject Read(string literal) => PdfDocument.Open(SamplePdf.Make(literal)).Latest.Get(new PdfReference(1, 0));
}
