using RemoteVerify.Cases.Papers;

namespace RemoteVerify.Cases.Tests.Papers;

public sealed class OfficialQrTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 9, 5, 9, TimeSpan.FromHours(7));

    [Fact]
    public void Encode_Slip_HoldsTheFieldsOfTheCircularInOrder()
    {
        var qr = new OfficialQr("H99-1", "1.004873", "0011*****011", "Giấy hẹn", "Hệ thống", At.ToUniversalTime()) { DueAt = At.AddDays(1) };

        Assert.Equal("H99-1|1.004873|0011*****011|Giấy hẹn|Hệ thống|2026-11-21T09:05:09+07:00|2026-11-22T09:05:09+07:00||", qr.Encode());
    }

    [Theory]
    [InlineData("a|b\\c", "1", "0", "d", "s")]
    [InlineData("\\", "|", "||", "Ệ", "\\|")]
    public void Parse_OfEncoded_IsTheSame(string dossier, string procedure, string holder, string document, string system)
    {
        var qr = new OfficialQr(dossier, procedure, holder, document, system, At) { ValidUntil = new DateOnly(2027, 5, 21), Scope = "cả nước" };

        Assert.Equal(qr, OfficialQr.Parse(qr.Encode()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://tra-cuu.example/check/X")]
    [InlineData("a|b|c|d|e|not a time|||")]
    [InlineData("a|b|c|d|e|2026-11-21T09:05:09+07:00|late||")]
    [InlineData("a|b|c|d|e|2026-11-21T09:05:09+07:00||21/11/2026|")]
    [InlineData("a| |c|d|e|2026-11-21T09:05:09+07:00|||")]
    [InlineData("a|b|c|d|e|2026-11-21T09:05:09+07:00||")]
    [InlineData("a\\x|b|c|d|e|2026-11-21T09:05:09+07:00|||")]
    [InlineData("a|b|c|d|e|2026-11-21T09:05:09+07:00|||\\")]
    public void Parse_AnythingElse_IsNull(string? content) => Assert.Null(OfficialQr.Parse(content));

    /// <summary>Every change of one sign is read as something that encodes to just that, or not at all.</summary>
    [Fact]
    public void Parse_OneSignChanged_IsNullOrFaithful()
    {
        string good = new OfficialQr("H|9\\", "1.0", "001", "Giấy", "Hệ", At) { DueAt = At, ValidUntil = new DateOnly(2027, 1, 1), Scope = "x" }.Encode();
        foreach (char sign in "|\\a0:- ")
        {
            for (int at = 0; at <= good.Length; at++)
            {
                foreach (string changed in new[] { good.Insert(at, sign.ToString()), at < good.Length ? good.Remove(at, 1) : good, at < good.Length ? good.Remove(at, 1).Insert(at, sign.ToString()) : good })
                {
                    if (OfficialQr.Parse(changed) is { } read)
                    {
                        Assert.Equal(read, OfficialQr.Parse(read.Encode()));
                    }
                }
            }
        }
    }
}
