using System.Text;
using System.Text.RegularExpressions;

namespace RemoteVerify.Cli.Commands.Fuzz;

/// <summary>A run of bytes.</summary>
internal readonly record struct ByteSpan(int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>Where the parts of a seed lie that are worth changing; found by searching, so that a seed may be any file.</summary>
internal sealed partial class SeedAnatomy
{
    public SeedAnatomy(ReadOnlySpan<byte> seed)
    {
        string text = Encoding.Latin1.GetString(seed);
        Objects = Spans(ObjectPattern(), text);
        ByteRanges = Spans(ByteRangePattern(), text);
        StartXrefs = Spans(StartXrefPattern(), text);
        Tables = Spans(TablePattern(), text);
        Trailers = Spans(TrailerPattern(), text);
        Gaps = Spans(GapPattern(), text);
        Ends = [.. EndPattern().Matches(text).Select(match => match.Index + match.Length)];
    }

    /// <summary>From the number to <c>endobj</c>.</summary>
    public IReadOnlyList<ByteSpan> Objects { get; }

    /// <summary>What stands between the brackets of /ByteRange.</summary>
    public IReadOnlyList<ByteSpan> ByteRanges { get; }

    /// <summary>The number after <c>startxref</c>.</summary>
    public IReadOnlyList<ByteSpan> StartXrefs { get; }

    /// <summary>Lines of cross-reference tables.</summary>
    public IReadOnlyList<ByteSpan> Tables { get; }

    /// <summary>Trailer dictionaries.</summary>
    public IReadOnlyList<ByteSpan> Trailers { get; }

    /// <summary>Long hexadecimal strings: signature values.</summary>
    public IReadOnlyList<ByteSpan> Gaps { get; }

    /// <summary>Offsets after each <c>%%EOF</c>, so ends of revisions.</summary>
    public IReadOnlyList<int> Ends { get; }

    private static IReadOnlyList<ByteSpan> Spans(Regex pattern, string text) =>
        [.. pattern.Matches(text).Select(match => match.Groups[1]).Select(group => new ByteSpan(group.Index, group.Index + group.Length))];

    [GeneratedRegex(@"(?<=[\r\n])(\d+ \d+ obj\b.*?endobj)", RegexOptions.Singleline)]
    private static partial Regex ObjectPattern();

    [GeneratedRegex(@"/ByteRange\s*\[([^\]]*\]\s*)")]
    private static partial Regex ByteRangePattern();

    [GeneratedRegex(@"startxref\s+(\d+)")]
    private static partial Regex StartXrefPattern();

    [GeneratedRegex(@"(\d{10} \d{5} [nf])")]
    private static partial Regex TablePattern();

    [GeneratedRegex(@"trailer\s*(<<.*?>>)", RegexOptions.Singleline)]
    private static partial Regex TrailerPattern();

    [GeneratedRegex(@"(<[0-9A-Fa-f]{1000,}>)")]
    private static partial Regex GapPattern();

    [GeneratedRegex(@"%%EOF\r?\n?")]
    private static partial Regex EndPattern();
}
