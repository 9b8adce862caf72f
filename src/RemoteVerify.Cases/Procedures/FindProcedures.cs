using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RemoteVerify.Cases.Procedures;

/// <summary>Finds procedures by the words that people use, typed with or without marks: titles, papers and everyday words for them, which are data.</summary>
public sealed class FindProcedures(ListProcedures list)
{
    /// <summary>More letters are no question.</summary>
    public const int LongestQuestion = 100;

    private static readonly Lazy<IReadOnlyDictionary<string, string[]>> Everyday = new(ReadWords);

    /// <summary>Words that say nothing about a procedure.</summary>
    private static readonly HashSet<string> Filler = ["toi", "muon", "can", "xin", "lam", "giay", "cho", "de", "thu", "tuc", "o", "dau", "i", "a", "the", "want", "need", "to", "of", "for"];

    /// <param name="actor">Anyone.</param>
    /// <param name="question">As typed; all procedures without it.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<Outcome<IReadOnlyList<OfferedProcedure>>> DoAsync(Actor actor, string? question, CancellationToken cancellationToken)
    {
        Outcome<IReadOnlyList<OfferedProcedure>> all = await list.DoAsync(actor, null, cancellationToken);
        string[] words = Words((question ?? string.Empty)[..Math.Min(question?.Length ?? 0, LongestQuestion)]);
        if (!all.IsDone || words.Length == 0)
        {
            return all;
        }

        return Outcome<IReadOnlyList<OfferedProcedure>>.Done([.. all.Value
            .Select(offered => (Offered: offered, Score: Score(words, offered.Procedure)))
            .Where(found => found.Score > 0)
            .OrderByDescending(found => found.Score)
            .Select(found => found.Offered)]);
    }

    /// <summary>Small letters without marks, so that <c>Xác nhận độc thân</c> and <c>xac nhan doc than</c> are the same.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder plain = new(text.Length);
        foreach (char letter in text.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(letter == 'đ' ? 'd' : letter);
            }
        }

        return plain.ToString();
    }

    private static string[] Words(string text)
    {
        string[] all = [.. new string([.. Fold(text).Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];
        string[] telling = [.. all.Where(word => !Filler.Contains(word))];
        return telling.Length > 0 ? telling : all;
    }

    /// <summary>A whole everyday phrase counts most, then words of titles, then words of papers. Without half of the words it is another procedure.</summary>
    private static int Score(string[] words, Procedure procedure)
    {
        string[] phrases = [.. Everyday.Value.GetValueOrDefault(procedure.Code, []).Select(Fold)];
        string question = string.Join(' ', words);
        HashSet<string> title = [.. Words(procedure.TitleVi), .. Words(procedure.TitleEn), .. phrases.SelectMany(Words)];
        HashSet<string> papers = [.. procedure.Papers.SelectMany(paper => Words(paper.TitleVi).Concat(Words(paper.TitleEn)))];
        int inTitle = words.Count(title.Contains);
        int known = words.Count(word => title.Contains(word) || papers.Contains(word));
        bool phrase = phrases.Any(one => $" {string.Join(' ', Words(one))} ".Contains($" {question} ", StringComparison.Ordinal) || $" {question} ".Contains($" {string.Join(' ', Words(one))} ", StringComparison.Ordinal));
        return phrase ? 1000 + inTitle : known * 2 < words.Length ? 0 : (10 * inTitle) + known;
    }

    private static IReadOnlyDictionary<string, string[]> ReadWords()
    {
        using Stream data = typeof(FindProcedures).Assembly.GetManifestResourceStream("RemoteVerify.Cases.Procedures.Words.everyday-words.json")
            ?? throw new InvalidOperationException("The everyday words are missing from the build.");
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(data) ?? throw new InvalidOperationException("The everyday words are empty.");
    }
}
