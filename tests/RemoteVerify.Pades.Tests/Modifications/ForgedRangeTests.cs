using System.Globalization;
using System.Text;
using RemoteVerify.Pades.Validation;
using static RemoteVerify.Pades.Tests.Modifications.SignedSample;

namespace RemoteVerify.Pades.Tests.Modifications;

/// <summary>Universal forgery and signature wrapping: what stands in /ByteRange and /Contents decides nothing by itself.</summary>
public sealed class ForgedRangeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[0 {1}]")]
    [InlineData("[0 {1} {2}]")]
    [InlineData("[0 0 0 0]")]
    [InlineData("[0 -1 {2} {3}]")]
    [InlineData("[-1 {1} {2} {3}]")]
    [InlineData("[0 {1} {2} 99999999999]")]
    [InlineData("[0 99999999999999999999 {2} {3}]")]
    [InlineData("[0 {1} -{2} {3}]")]
    [InlineData("[1 {1} {2} {3}]")]
    [InlineData("[0 {1} {2} 0]")]
    [InlineData("[0 {1} {2} {3} 0 0]")]
    [InlineData("[0.0 {1} {2} {3}]")]
    [InlineData("[(0) {1} {2} {3}]")]
    [InlineData("[0 {1} {1} {3}]")]
    [InlineData("[{2} {3} 0 {1}]")]
    public void Validate_ForgedByteRange_IsNeverIntactAndSound(string forged)
    {
        var signed = Signed();
        var text = Encoding.Latin1.GetString(signed);
        var start = text.IndexOf('[', text.IndexOf("/ByteRange", StringComparison.Ordinal));
        var end = text.IndexOf(']', start) + 1;
        var numbers = text[(start + 1)..(end - 1)].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var written = string.Format(CultureInfo.InvariantCulture, forged, numbers);
        // Room after the list is part of the file, so a longer one moves the rest: that breaks the table, which is an answer too.
        var room = end - start + text[end..].TakeWhile(c => c == ' ').Count();
        text = text[..start] + written.PadRight(room) + text[(start + room)..];

        var report = Validate(Encoding.Latin1.GetBytes(text));
        Assert.NotEqual(Indication.TotalPassed, report.Indication);
        Assert.DoesNotContain(report.Signatures, s => s is { Integrity: Integrity.Intact, Coverage: Coverage.Standard });
    }

    [Theory]
    [InlineData("<>")]
    [InlineData("<00>")]
    [InlineData("()")]
    [InlineData("null")]
    [InlineData("<3080>")]
    public void Validate_ForgedContents_DoesNotPass(string forged)
    {
        var text = Encoding.Latin1.GetString(Signed());
        var start = text.IndexOf('<', text.IndexOf("/Contents <", StringComparison.Ordinal));
        var end = text.IndexOf('>', start) + 1;
        text = text[..start] + forged.PadRight(end - start) + text[end..];

        Assert.NotEqual(Indication.TotalPassed, Validate(Encoding.Latin1.GetBytes(text)).Indication);
    }

    [Fact]
    public void Validate_SecondRangeMovedBehindInsertedObjects_DoesNotPass()
    {
        // Wrapping: the signed second part goes to the end, and other objects stand where it was.
        var text = Encoding.Latin1.GetString(Signed());
        var gapEnd = text.IndexOf('>', text.IndexOf("/Contents <", StringComparison.Ordinal)) + 1;
        var (first, second) = (text[..gapEnd], text[gapEnd..]);
        var forgedTail = second.Replace("/Prev", "/Prov", StringComparison.Ordinal);
        var start = first.IndexOf('[', first.IndexOf("/ByteRange", StringComparison.Ordinal));
        var end = first.IndexOf(']', start) + 1;
        var numbers = first[(start + 1)..(end - 1)].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var moved = $"[0 {numbers[1]} {first.Length + forgedTail.Length} {second.Length}]";
        first = first[..start] + moved.PadRight(end - start) + first[end..];

        var report = Validate(Encoding.Latin1.GetBytes(first + forgedTail + second));
        Assert.NotEqual(Indication.TotalPassed, report.Indication);
    }
}
