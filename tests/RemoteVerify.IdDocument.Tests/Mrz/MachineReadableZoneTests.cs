using RemoteVerify.IdDocument.Mrz;
using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.IdDocument.Tests.Mrz;

public sealed class MachineReadableZoneTests
{
    // Doc 9303-4 appendix B, 9303-5 appendix B, 9303-6 appendix B.
    private const string Td3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    private const string Td1 = "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<";
    private const string Td2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6";
    private const string Card = "IDVNM0900000007001090000000<<89001158M3001156VNM<<<<<<<<<<<0NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<";

    private static readonly DateOnly Today = new(2026, 11, 21);

    [Theory]
    [InlineData(Td3, MrzFormat.Td3, "L898902C3")]
    [InlineData(Td1, MrzFormat.Td1, "D23145890")]
    [InlineData(Td2, MrzFormat.Td2, "D23145890")]
    [InlineData(Card, MrzFormat.Td1, "090000000")]
    public void Parse_PublishedExample_AllChecksPass(string text, MrzFormat format, string number)
    {
        MachineReadableZone mrz = MachineReadableZone.Parse(text);

        Assert.True(mrz.AllChecksPass);
        Assert.Equal(format, mrz.Format);
        Assert.Equal(number, mrz.DocumentNumber);
    }

    [Fact]
    public void Parse_LinesAndBlanks_AreIgnored()
    {
        MachineReadableZone mrz = MachineReadableZone.Parse($"{Td3[..44]}\r\n {Td3[44..]}\n");

        Assert.Equal(("ERIKSSON", "ANNA MARIA", 'F', "UTO"), (mrz.Surname, mrz.GivenNames, mrz.Sex, mrz.Nationality));
        Assert.Equal(new DateOnly(1974, 8, 12), mrz.BirthDate.ResolveBirth(Today));
        Assert.Equal(new DateOnly(2012, 4, 15), mrz.ExpiryDate.ResolveExpiry(Today));
    }

    [Theory]
    [InlineData(Td3, 44)]
    [InlineData(Td1, 60)]
    [InlineData(Td2, 36)]
    [InlineData(Card, 60)]
    public void Parse_AnyDigitOfTheDataLinesChanged_SomeCheckFails(string text, int nameLineStart)
    {
        int from = text == Td1 || text == Card ? 5 : nameLineStart;
        int to = text == Td1 || text == Card ? nameLineStart : text.Length;
        for (int i = from; i < to; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                continue;
            }

            string changed = text[..i] + (char)('0' + ((text[i] - '0' + 1) % 10)) + text[(i + 1)..];
            Assert.False(MachineReadableZone.Parse(changed).AllChecksPass, $"position {i}");
        }
    }

    [Fact]
    public void Parse_NumberOfMoreThanNineCharacters_IsPutTogether()
    {
        // Doc 9303-11 appendix D: the long number of its TD1 example.
        MachineReadableZone mrz = MachineReadableZone.Parse("I<UTOD23145890<7349<<<<<<<<<<<3407127M9507122UTO<<<<<<<<<<<2STEVENSON<<PETER<JOHN<<<<<<<<<");

        Assert.Equal("D23145890734", mrz.DocumentNumber);
        Assert.Equal("D23145890734934071279507122", mrz.AccessKeyInformation);
        Assert.True(mrz.AllChecksPass);
    }

    [Fact]
    public void AccessKeyInformation_ShortNumber_IsFilledUp()
    {
        MachineReadableZone mrz = MachineReadableZone.Parse("I<UTOL898902C<3<<<<<<<<<<<<<<<6908061F9406236UTO<<<<<<<<<<<1ERIKSSON<<ANNA<MARIA<<<<<<<<<<");

        Assert.Equal("L898902C<369080619406236", mrz.AccessKeyInformation);
    }

    [Fact]
    public void Parse_NameThatFillsItsField_MayBeTruncated()
    {
        string text = Td1[..60] + "NGUYENPHUOC<<TON<NU<QUYNH<CHAU";

        Assert.True(MachineReadableZone.Parse(text).NamesMayBeTruncated);
        Assert.False(MachineReadableZone.Parse(Td1).NamesMayBeTruncated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("P<UTO")]
    [InlineData("i<utod231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<")]
    public void Parse_NoMrz_IsRefusedWithoutRepeatingIt(string text)
    {
        IdDocumentFormatException refused = Assert.Throws<IdDocumentFormatException>(() => MachineReadableZone.Parse(text));

        Assert.DoesNotContain("ERIKSSON", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("000101", 2000)]
    [InlineData("261121", 2026)]
    [InlineData("261122", 1926)]
    public void ResolveBirth_TwoDigitYear_IsNeverInTheFuture(string text, int year)
    {
        Assert.Equal(year, new MrzDate(text).ResolveBirth(Today)!.Value.Year);
    }

    [Fact]
    public void ResolveBirth_UnknownOrImpossibleDay_IsNull()
    {
        Assert.Null(new MrzDate("9001<<").ResolveBirth(Today));
        Assert.Null(new MrzDate("900230").ResolveBirth(Today));
    }

    [Fact]
    public void NeverExpires_CardWithThatDate_IsTrue()
    {
        MachineReadableZone mrz = MachineReadableZone.Parse("IDVNM2010000005048201000000<<50112318M9912315VNM<<<<<<<<<<<2DO<<DANG<DUC<<<<<<<<<<<<<<<<<<");

        Assert.True(VietnameseCardMrz.NeverExpires(mrz));
        Assert.Equal("048201000000", VietnameseCardMrz.PersonalNumber(mrz));
    }
}
