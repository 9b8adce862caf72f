using System.Text;
using RemoteVerify.Pdf.Objects;
using RemoteVerify.Pdf.Reading;

namespace RemoteVerify.Pdf.Tests.Reading;

public sealed class OldFilterTests
{
    /// <summary>The example of ISO 32000-2 clause 7.4.4.2.</summary>
    [Fact]
    public void Decode_LzwExampleOfTheStandard_GivesItsBytes() =>
        Assert.Equal("2D2D2D2D2D412D2D2D42", Hex("LZWDecode", Convert.FromHexString("800B6050220C0C8501")));

    [Theory]
    [InlineData("9jqo^BlbD-BleB1DJ+*+F(f,q/0JhKF<GL>Cj@.4Gp$d7F!,L7@<6@)~>", "Man is distinguished, not only by his reason")]
    [InlineData("z~>", "\0\0\0\0")]
    [InlineData("9j qo\n^~>", "Man ")]
    [InlineData("~>", "")]
    public void Decode_Ascii85_GivesTheText(string digits, string text) =>
        Assert.Equal(Convert.ToHexString(Encoding.Latin1.GetBytes(text)), Hex("ASCII85Decode", Encoding.Latin1.GetBytes(digits)));

    [Fact]
    public void Decode_RunLength_CopiesAndRepeats() => Assert.Equal("01020305050505", Hex("RunLengthDecode", [2, 1, 2, 3, 253, 5, 128, 99]));

    [Theory]
    [InlineData("LZWDecode", "FFFF")]
    [InlineData("ASCII85Decode", "21")]
    [InlineData("ASCII85Decode", "7575757575")]
    [InlineData("RunLengthDecode", "05AA")]
    public void Decode_BrokenData_IsTheTypedException(string filter, string data) =>
        Assert.Throws<PdfFormatException>(() => Hex(filter, Convert.FromHexString(data)));

    [Theory]
    [InlineData("LZWDecode")]
    [InlineData("ASCII85Decode")]
    [InlineData("RunLengthDecode")]
    public void Decode_AnyBytes_StayWithinTheLimit(string filter)
    {
        Random random = new(5);
        for (int round = 0; round < 2000; round++)
        {
            byte[] data = new byte[random.Next(300)];
            random.NextBytes(data);
            try
            {
                Assert.True(StreamDecoder.Decode(Stream(filter, data), 500).Length <= 500);
            }
            catch (PdfFormatException)
            {
            }
        }
    }

    private static string Hex(string filter, byte[] data) => Convert.ToHexString(StreamDecoder.Decode(Stream(filter, data), 1000).Span);

    private static PdfStream Stream(string filter, byte[] data) => new(new PdfDictionary(("Filter", new PdfName(filter))), data);
}
