using System.Text;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results.Importing;

/// <summary>Takes a batch of scanned papers with their manifest. Each waits, pending, for an officer; a batch with one bad line is not taken at all.</summary>
public sealed class ImportResults(Desk desk, IScanInspection inspection)
{
    /// <summary>Most papers of one batch.</summary>
    public const int MostFiles = 50;

    private const int LongestText = 200;

    public Task<Outcome<IReadOnlyList<ResultImport>>> DoAsync(Actor actor, ImportOrder order, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<ResultImport>>(Act.ImportResults, actor, async (work, ct) =>
        {
            if (Problems(order, work.Now) is { Count: > 0 } problems)
            {
                return new Refusal(
                    RefusalCode.ImportManifestInvalid, $"Correct the named lines and send the batch again: one line for each file, at most {MostFiles}. Nothing was taken.", [], problems);
            }

            Guid batch = Guid.CreateVersion7(work.Now);
            List<ResultImport> taken = [];
            for (int i = 0; i < order.Lines.Count; i++)
            {
                ManifestLine line = Tidy(order.Lines[i]);
                ReadOnlyMemory<byte> pdf = order.Files.Single(f => f.Name == line.File).Pdf;
                if (!inspection.Inspect(pdf, work.Now).TryGet(out InspectedScan? found, out Refusal? refusal))
                {
                    return refusal with { Reasons = [.. refusal.Reasons.Select(r => $"lines[{i}].{r}")] };
                }

                CaseId scope = CaseId.New(work.Now);
                BlobId scan = await work.Unit.Blobs.PutAsync(actor.Tenant, scope, DataClass.Dossier, pdf, ct);
                ResultImport import = new(
                    Guid.CreateVersion7(work.Now), actor.Tenant, batch, scope, line, order.Place!.Trim(), scan, Sha256Digest.Of(pdf.Span), found, actor.Id, work.Now, [], null, null, null, 1);
                await work.Unit.ResultImports.AddAsync(import, ct);
                taken.Add(import);
            }

            work.Note("batch", batch.ToString("D"));
            work.Note("documents", string.Join(' ', taken.Select(t => t.Sha256.Hex)));
            return Outcome<IReadOnlyList<ResultImport>>.Done(taken);
        }, cancellationToken);

    private static ManifestLine Tidy(ManifestLine line) => line with
    {
        Title = line.Title!.Trim().Normalize(NormalizationForm.FormC),
        OwnerName = line.OwnerName!.Trim().Normalize(NormalizationForm.FormC),
        Number = line.Number!.Trim(),
    };

    private static List<string> Problems(ImportOrder order, DateTimeOffset now)
    {
        List<string> problems = [];
        if (order.Lines.Count is 0 or > MostFiles || order.Files.Count != order.Lines.Count)
        {
            problems.Add("lines.count");
        }

        if (!IsText(order.Place))
        {
            problems.Add("place");
        }

        for (int i = 0; i < order.Lines.Count; i++)
        {
            problems.AddRange(Problems(order.Lines[i], order.Files, now).Select(p => $"lines[{i}].{p}"));
        }

        if (order.Lines.Select(l => l.File).Distinct().Count() != order.Lines.Count || order.Files.Select(f => f.Name).Distinct().Count() != order.Files.Count)
        {
            problems.Add("lines.file-twice");
        }

        return problems;
    }

    private static IEnumerable<string> Problems(ManifestLine line, IReadOnlyList<ImportFile> files, DateTimeOffset now)
    {
        if (files.All(f => f.Name != line.File))
        {
            yield return "file";
        }

        if (line.Type is not { Length: > 0 and <= 60 } type || !type.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            yield return "type";
        }

        if (!IsText(line.Title))
        {
            yield return "title";
        }

        if (!IsText(line.Number))
        {
            yield return "number";
        }

        if (!IsText(line.OwnerName))
        {
            yield return "owner-name";
        }

        if (line.OwnerNumber is not { Length: 12 } number || !number.All(char.IsAsciiDigit))
        {
            yield return "owner-number";
        }

        if (line.IssuedOn is not { } day || day > VietnamTime.Day(now) || day.Year < 1900)
        {
            yield return "issued-on";
        }

        if (line.ValidUntil < line.IssuedOn)
        {
            yield return "valid-until";
        }
    }

    private static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText;
}

/// <summary>What waits for an officer.</summary>
public sealed class ListImports(Desk desk)
{
    public Task<Outcome<IReadOnlyList<ResultImport>>> DoAsync(Actor actor, string? state, Guid? after, int limit, CancellationToken cancellationToken) =>
        desk.DoAsync<IReadOnlyList<ResultImport>>(Act.ListImports, actor, async (work, ct) =>
        {
            work.StaySilent();
            return Outcome<IReadOnlyList<ResultImport>>.Done(await work.Unit.ResultImports.ListAsync(actor.Tenant, state, after, Math.Clamp(limit, 1, 200), ct));
        }, cancellationToken);
}

/// <summary>A scan with its line.</summary>
public sealed record ViewedImport(ResultImport Import, ReadOnlyMemory<byte> Pdf)
{
    public override string ToString() => Import.ToString();
}

/// <summary>Shows an officer the scan; having looked is part of the record, and nobody confirms what they have not seen.</summary>
public sealed class ViewImport(Desk desk)
{
    public Task<Outcome<ViewedImport>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<ViewedImport>(Act.ViewImport, actor, async (work, ct) =>
        {
            if (await work.Unit.ResultImports.FindAsync(actor.Tenant, id, ct) is not { } found)
            {
                return Imports.NotFound();
            }

            if (!(await work.BlobAsync(found.Scope, found.Scan, ct)).TryGet(out ReadOnlyMemory<byte> pdf, out Refusal? refusal))
            {
                return refusal;
            }

            work.Note("import", id.ToString("D"));
            work.Note("document", found.Sha256.Hex);
            if (found.Closed is null && !found.ViewedBy.Contains(actor.Id))
            {
                found = found with { ViewedBy = [.. found.ViewedBy, actor.Id], Version = found.Version + 1 };
                await work.Unit.ResultImports.UpdateAsync(found, ct);
            }

            return new ViewedImport(found, pdf);
        }, cancellationToken);
}

/// <summary>Puts a scan aside that is not what its line says, with the reason.</summary>
public sealed class RejectImport(Desk desk)
{
    public Task<Outcome<ResultImport>> DoAsync(Actor actor, Guid id, string reason, CancellationToken cancellationToken) =>
        desk.DoAsync<ResultImport>(Act.RejectImport, actor, async (work, ct) =>
        {
            if (Ending.NoReason(reason) is { } noReason)
            {
                return noReason;
            }

            if (!Imports.Pending(await work.Unit.ResultImports.FindAsync(actor.Tenant, id, ct)).TryGet(out ResultImport? found, out Refusal? refusal))
            {
                return refusal;
            }

            ResultImport rejected = found with { Closed = "rejected", Reason = reason.Trim(), Version = found.Version + 1 };
            await work.Unit.ResultImports.UpdateAsync(rejected, ct);
            work.Note("import", id.ToString("D"));
            return rejected;
        }, cancellationToken);
}

internal static class Imports
{
    public static Refusal NotFound() => new(RefusalCode.ImportNotFound, "There is no such scanned paper for you. Check the id.");

    public static Outcome<ResultImport> Pending(ResultImport? found) => found switch
    {
        null => NotFound(),
        { Closed: { } closed } => new Refusal(RefusalCode.ImportClosed, $"This scanned paper was {closed} before."),
        _ => found,
    };
}
