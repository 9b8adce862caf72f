using System.Text;

namespace RemoteVerify.Cli.Commands.PilotReport;

/// <summary>A piece of a report in Markdown, as far as our own reports use it.</summary>
internal abstract record MarkdownBlock
{
    public sealed record Heading(int Level, string Text) : MarkdownBlock;

    public sealed record Paragraph(string Text) : MarkdownBlock;

    public sealed record Item(string Text) : MarkdownBlock;

    /// <param name="Rows">The first is the head.</param>
    public sealed record Table(IReadOnlyList<IReadOnlyList<string>> Rows) : MarkdownBlock;
}

/// <summary>Reads headings, paragraphs, lists and tables. Pictures are left out: they stand beside the file.</summary>
internal static class MarkdownBlocks
{
    public static IReadOnlyList<MarkdownBlock> Read(string text)
    {
        List<MarkdownBlock> blocks = [];
        List<IReadOnlyList<string>> table = [];
        StringBuilder paragraph = new();
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n').Append(""))
        {
            bool isRow = line.StartsWith('|');
            if (!isRow && table.Count > 0)
            {
                blocks.Add(new MarkdownBlock.Table([.. table]));
                table.Clear();
            }

            bool isText = line.Length > 0 && !isRow && line[0] != '#' && !line.StartsWith("- ", StringComparison.Ordinal) && !line.StartsWith("![", StringComparison.Ordinal);
            if (!isText && paragraph.Length > 0)
            {
                blocks.Add(new MarkdownBlock.Paragraph(paragraph.ToString()));
                paragraph.Clear();
            }

            if (isRow)
            {
                IReadOnlyList<string> cells = [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
                if (!cells.All(cell => cell.Length > 0 && cell.All(c => c is '-' or ':')))
                {
                    table.Add(cells);
                }
            }
            else if (isText)
            {
                paragraph.Append(paragraph.Length > 0 ? " " : "").Append(line);
            }
            else if (line.StartsWith('#'))
            {
                blocks.Add(new MarkdownBlock.Heading(line.TakeWhile(c => c == '#').Count(), line.TrimStart('#').Trim()));
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                blocks.Add(new MarkdownBlock.Item(line[2..]));
            }
        }

        return blocks;
    }

    /// <summary>The items of a section, in order.</summary>
    public static IEnumerable<string> ItemsOf(IEnumerable<MarkdownBlock> blocks, string heading) => blocks
        .SkipWhile(block => block is not MarkdownBlock.Heading found || found.Text != heading).Skip(1)
        .TakeWhile(block => block is not MarkdownBlock.Heading { Level: <= 2 }).OfType<MarkdownBlock.Item>().Select(item => item.Text);

    /// <summary>The words without links and marks of code; <c>**</c> stays for <see cref="MarkdownRuns"/>.</summary>
    public static string Plain(string text)
    {
        string plain = System.Text.RegularExpressions.Regex.Replace(text, @"\[([^\]]+)\]\([^)]+\)", "$1", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        return plain.Replace("`", "", StringComparison.Ordinal);
    }
}
