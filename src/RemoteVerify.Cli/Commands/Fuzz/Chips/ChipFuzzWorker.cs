using System.Diagnostics;
using RemoteVerify.IdDocument;
using RemoteVerify.Pki;

namespace RemoteVerify.Cli.Commands.Fuzz.Chips;

/// <summary>Makes and judges mutants on one thread.</summary>
internal sealed class ChipFuzzWorker(ChipFuzzRun run, ChipMutator mutator) : IMutantWorker
{
    // The tests of a judgement's text cost more than the judgement, and there are few different texts.
    private readonly HashSet<string> _harmless = [];

    /// <summary>When the mutant in hand was begun; 0 for none. Read by the watchdog.</summary>
    public long Begun { get; private set; }

    /// <summary>Index of the mutant in hand.</summary>
    public long InHand { get; private set; }

    public ChipMutator Mutator => mutator;

    public void Run(long index)
    {
        (ChipSeed seed, SeedFile file, byte[] bytes, ChipMutationKind kind) = run.Make(index);
        if (bytes.AsSpan().SequenceEqual(file.Bytes))
        {
            run.Count("unchanged", kind, false, 0, 0, "");
            return;
        }

        Dictionary<string, byte[]> files = seed.Files.ToDictionary(one => one.Name, one => one == file ? bytes : one.Bytes);
        InHand = index;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        Begun = Stopwatch.GetTimestamp();
        ChipAnswer answer = Judge(seed, files, index);
        TimeSpan spent = Stopwatch.GetElapsedTime(Begun);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        spent = ThreadClock.Repeat(() => Judge(seed, files, null), spent, ChipFuzzRun.LongestJudgement);
        Begun = 0;
        run.Count($"{seed.Kind} {answer.Verdict}", kind, answer.Claim is not null, spent.TotalMilliseconds, allocated, $"{seed.Name} {file.Name} {kind} {index}");
        if (spent > ChipFuzzRun.LongestJudgement)
        {
            run.Find("hang", index, $"took {spent.TotalMilliseconds:0} ms at least");
        }

        if (allocated > ChipFuzzRun.MaximumAllocatedBytes)
        {
            run.Find("memory", index, $"allocated {allocated} bytes");
        }

        if (answer.Claim is { } claim && seed.Objection(files, claim) is { } objection)
        {
            run.Object(seed, file, kind, index, objection);
        }

        // EF.SOD and certificates name issuers and hold hashes, nothing in words about a person.
        foreach (string text in seed.IsPersonal && !file.Name.Contains("SOD", StringComparison.Ordinal) && Path.GetExtension(file.Name) is not (".cer" or ".crl") ? answer.Texts ?? [] : [])
        {
            CheckText(text, bytes, index);
        }
    }

    /// <param name="index">Null when it is a repetition, whose findings are known.</param>
    private ChipAnswer Judge(ChipSeed seed, Dictionary<string, byte[]> files, long? index)
    {
        try
        {
            return seed.Judge(files);
        }
        catch (Exception exception) when (exception is IdDocumentFormatException or PkiFormatException)
        {
            return new ChipAnswer("malformed", null, Messages(exception));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (index is { } place)
            {
                run.Find("crash", place, exception.ToString());
            }

            return new ChipAnswer("CRASH");
        }
    }

    private static IEnumerable<string> Messages(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception.Message;
        }
    }

    /// <summary>No word or long number of the changed file may turn up in a sentence that could be logged.</summary>
    private void CheckText(string text, byte[] bytes, long index)
    {
        if (!_harmless.Add(text))
        {
            return;
        }

        if (LeakCheck.FirstLeak(text, bytes) is { } word)
        {
            run.Find("leak", index, $"the text '{text}' repeats '{word}' of the file");
        }
    }
}
