using RemoteVerify.IdDocument.Vietnam;

namespace RemoteVerify.IdDocument.Tests.Vietnam;

public sealed class VietnamTests
{
    [Theory]
    [InlineData("Đỗ Đăng Đức", "DO DANG DUC")]
    [InlineData("Nguyễn  Thị Bích-Ngọc", "NGUYEN THI BICH NGOC")]
    [InlineData("Trần Thị Bích Ngọc", "TRAN THI BICH NGOC")]
    public void ToMrzWords_VietnameseName_LosesItsDiacritics(string name, string expected)
    {
        Assert.Equal(expected, VietnameseName.ToMrzWords(name));
    }

    [Fact]
    public void Matches_DecomposedSpelling_IsTheSameName()
    {
        Assert.True(VietnameseName.Matches("Nguyễn Văn An".Normalize(System.Text.NormalizationForm.FormD), "NGUYEN", "VAN AN", false));
        Assert.False(VietnameseName.Matches("Nguyễn Văn An", "NGUYEN", "VAN", false));
        Assert.True(VietnameseName.Matches("Nguyễn Văn An", "NGUYEN", "VAN", true));
    }

    [Theory]
    [InlineData(1990, 2020, 2030)]
    [InlineData(1990, 2028, 2050)]
    [InlineData(2015, 2024, 2029)]
    [InlineData(1970, 2021, 2030)]
    public void ExpectedExpiry_BeforeTheNextAge_IsThatBirthday(int birthYear, int issuedYear, int expected)
    {
        Assert.Equal(new DateOnly(expected, 6, 1), CardExpiryRule.ExpectedExpiry(new DateOnly(birthYear, 6, 1), new DateOnly(issuedYear, 6, 1)));
    }

    [Fact]
    public void ExpectedExpiry_FromFiftyEightOn_IsNever()
    {
        Assert.Null(CardExpiryRule.ExpectedExpiry(new DateOnly(1960, 6, 1), new DateOnly(2018, 6, 1)));
    }

    [Theory]
    [InlineData("079195000000", 1995, 'F')]
    [InlineData("048201000000", 2001, 'M')]
    [InlineData("001399000000", 2099, 'F')]
    public void TryParse_TwelveDigits_GivesYearAndSex(string digits, int year, char sex)
    {
        PersonalIdentificationNumber number = PersonalIdentificationNumber.TryParse(digits)!;

        Assert.Equal((year, sex, true), (number.BirthYear, number.Sex, number.RegistrationCodeAssigned));
    }

    [Fact]
    public void Parse_QrWithMoreFields_KeepsTheRest()
    {
        CardQr qr = CardQr.Parse("001090000000||Nguyễn Văn An|15011990|Nam|Tỉnh Mẫu|25042024|Cha|Mẹ");

        Assert.Equal("extended", qr.Layout);
        Assert.Equal(["Cha", "Mẹ"], qr.FurtherFields);
    }

    [Theory]
    [InlineData("001090000000||Nguyễn Văn An|31021990|Nam|x|25042024", "field 4")]
    [InlineData("001090000000||Nguyễn Văn An|15011990|?|x|25042024", "field 5")]
    [InlineData("00109000000||Nguyễn Văn An|15011990|Nam|x|25042024", "field 1")]
    public void Parse_BrokenQr_NamesTheFieldAndNothingElse(string text, string field)
    {
        IdDocumentFormatException refused = Assert.Throws<IdDocumentFormatException>(() => CardQr.Parse(text));

        Assert.Contains(field, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Nguyễn", refused.Message, StringComparison.Ordinal);
    }
}
