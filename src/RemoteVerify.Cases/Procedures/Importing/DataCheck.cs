using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Templates;
using RemoteVerify.Cases.Procedures.Reading;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Procedures.Importing;

/// <summary>What would happen with a file.</summary>
public enum DataVerdict
{
    /// <summary>It can be imported.</summary>
    New,

    /// <summary>The same is there already; nothing to do.</summary>
    Unchanged,

    /// <summary>Something is wrong with it.</summary>
    Faulty,
}

/// <summary>A file with everything that is wrong with it, on its own and beside the others.</summary>
public sealed record CheckedFile(DataFile File, DataVerdict Verdict, IReadOnlyList<DataFault> Faults)
{
    public override string ToString() => $"CheckedFile {Verdict} with {Faults.Count} faults";
}

/// <summary>Checks files against each other and against what is there already.</summary>
public static class DataCheck
{
    /// <param name="files">The files of one check or import.</param>
    /// <param name="existing">What is delivered and what was imported.</param>
    /// <param name="production">Unverified versions are refused.</param>
    public static IReadOnlyList<CheckedFile> Of(IReadOnlyList<DataFile> files, ProcedureSnapshot existing, bool production)
    {
        var known = new List<DataEntry>(existing.Entries);
        PaperTemplate[] templates = [.. existing.Templates, .. files.Select(f => f.Template).OfType<PaperTemplate>()];
        var checkedFiles = new List<CheckedFile>();
        foreach (DataFile file in files)
        {
            DataEntry? same = file.Entry is { } entry ? known.Find(e => (e.Kind, e.Code, e.Version) == (entry.Kind, entry.Code, entry.Version)) : null;
            DataFault[] faults = 
            [
                .. file.Faults,
                .. file.Entry is { } read ? Beside(read, same, known, production) : [],
                .. file.Procedure is { } procedure ? Templates(procedure, templates, production) : [],
                .. file.Template is { } template ? SecondSource(template) : [],
            ];
            checkedFiles.Add(new CheckedFile(file, faults.Length > 0 ? DataVerdict.Faulty : same is null ? DataVerdict.New : DataVerdict.Unchanged, faults));
            if (file.Entry is { } added && same is null)
            {
                known.Add(added);
            }
        }

        return checkedFiles;
    }

    /// <summary>Every template that a procedure names is there on its first day; in Production a verified one.</summary>
    private static IEnumerable<DataFault> Templates(Procedure procedure, PaperTemplate[] templates, bool production)
    {
        foreach ((string kind, string id) in procedure.Templates)
        {
            PaperTemplate? found = templates.Where(t => t.Kind == kind && t.Id == id && t.IsInForce(procedure.EffectiveFrom)).MaxBy(t => t.EffectiveFrom);
            if (PaperKind.Find(kind) is null)
            {
                yield return new DataFault($"/templates/{kind}", "template.kind", $"No paper is of this kind. Write one of {string.Join(", ", PaperKind.All)}.");
            }
            else if (found is null)
            {
                yield return new DataFault($"/templates/{kind}", "template.unknown", $"No template \"{id}\" of this kind is in force on {procedure.EffectiveFrom:yyyy-MM-dd}. Correct its name, or import it together with this version.");
            }
            else if (production && !found.LegalReview.IsVerified)
            {
                yield return new DataFault($"/templates/{kind}", "template.unverified", $"No lawyer has verified the template \"{id}\" {found.Version}. Have it verified and import it together with this version.");
            }
        }
    }

    /// <summary>What a certificate states of status and purpose stands in the procedure's data and nowhere else.</summary>
    private static IEnumerable<DataFault> SecondSource(PaperTemplate template) => template.Kind != PaperKind.MaritalCertificate.Code
        ? []
        : template.Texts.Keys
            .Where(name => name.StartsWith("status-", StringComparison.Ordinal) || name.StartsWith("purpose-", StringComparison.Ordinal))
            .Select(name => new DataFault($"/texts/{name}", "template.second-source", "The sentences of status and purpose stand in the procedure (marital/phrases, marital/purposes). Take this text out; the paper shows [status-phrase] and [purpose]."));

    private static IEnumerable<DataFault> Beside(DataEntry entry, DataEntry? same, List<DataEntry> known, bool production)
    {
        if (production && !entry.IsVerified)
        {
            yield return new DataFault("/legalReview/status", "review.production", "Production takes no unverified version. Have a lawyer verify it, and write who and when.");
        }

        if (same is not null)
        {
            if (same.Sha256 != entry.Sha256)
            {
                yield return new DataFault("/version", "version.changed", $"The version \"{entry.Version}\" of \"{entry.Code}\" is there already with other content, and cases may rest on it. Give the changed one a new version and a later first day.");
            }

            yield break;
        }

        foreach (DataEntry other in known.Where(e => e.Kind == entry.Kind && e.Code == entry.Code))
        {
            if (other.From == entry.From)
            {
                yield return new DataFault("/effectiveFrom", "dates.same-start", $"The version \"{other.Version}\" begins on the same day, {entry.From:yyyy-MM-dd}. Choose a later first day.");
            }
            else if (other.From < entry.From && other.Until >= entry.From)
            {
                yield return new DataFault("/effectiveFrom", "dates.overlap", $"The version \"{other.Version}\" is in force until {other.Until:yyyy-MM-dd}. Begin after it.");
            }
            else if (other.From > entry.From && entry.Until >= other.From)
            {
                yield return new DataFault("/effectiveUntil", "dates.overlap", $"The version \"{other.Version}\" begins on {other.From:yyyy-MM-dd}. End before it, or write null: the later start takes over.");
            }
        }
    }
}
