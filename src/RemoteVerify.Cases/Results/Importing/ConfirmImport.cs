// Law 20/2023/QH15 article 12: paper becomes a data message with its own mark that says so and who converted it, signed by
// the converting body.
using RemoteVerify.Cases.Countersigning;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Papers.Orders;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Sealing;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Results.Importing;

/// <summary>Where digitised papers count.</summary>
/// <param name="IsTest">They are a trial: every page and every check says so.</param>
public sealed record ImportPolicy(bool IsTest);

/// <summary>
/// The officer confirms that scan and line agree with the paper original: the conversion mark is set, the organisation seals,
/// and the result is stored. A batch is confirmed by confirming each, one transaction a paper.
/// </summary>
public sealed class ConfirmImport(
    Desk desk, IOfficerDirectory officers, OrganisationSeals seals, ProcedureLibrary procedures, IPaperComposer composer, SealPaper seal, CheckPlace place, ImportPolicy policy)
{
    public Task<Outcome<PublishedBytes>> DoAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        desk.DoAsync<PublishedBytes>(Act.ConfirmImport, actor, async (work, ct) =>
        {
            if (!Imports.Pending(await work.Unit.ResultImports.FindAsync(actor.Tenant, id, ct)).TryGet(out ResultImport? import, out Refusal? refusal))
            {
                return refusal;
            }

            if (!import.ViewedBy.Contains(actor.Id) || officers.Find(actor.Tenant, actor.Id) is not { } officer)
            {
                return new Refusal(RefusalCode.ImportNotViewed, "Open the scan and compare it with the paper and its line before you confirm it.", [Act.ViewImport.Code], []);
            }

            if (!(await work.BlobAsync(import.Scope, import.Scan, ct)).TryGet(out ReadOnlyMemory<byte> scan, out refusal))
            {
                return refusal;
            }

            // The composer asks for its templates without a unit of work, so they are read here, as they are now.
            await procedures.SnapshotAsync(work.Unit, ct);
            VerificationCode code = VerificationCode.New();
            if (!composer.Compose(Order(import, scan, officer, code, work.Now, policy.IsTest || work.IsSandbox)).TryGet(out ComposedPaper? paper, out refusal))
            {
                return refusal;
            }

            bool isTest = paper.IsMarked || policy.IsTest || work.IsSandbox;
            return (await seal.DoAsync(work, new SealOrder(null, isTest, "Chuyển đổi văn bản giấy thành văn bản điện tử"), paper.Pdf, ct)).TryGet(out ReadOnlyMemory<byte> pdf, out refusal)
                ? await StoreAsync(work, import, code, isTest, pdf, ct)
                : refusal;
        }, cancellationToken);

    private ConversionOrder Order(ResultImport import, ReadOnlyMemory<byte> scan, OfficerProfile officer, VerificationCode code, DateTimeOffset now, bool isTest)
    {
        string organisation = seals.For(import.Tenant).Organisation;

        // The paper original has a number; the page that says who converted it has none.
        PaperHead head = new([organisation], import.Place, now, code.Printed, place.CheckAddress + code.Plain, isTest);
        return new ConversionOrder(
            head, new PaperSource(scan, import.Sha256), import.Line.Title ?? string.Empty, ConversionDirection.PaperToData, place.SystemName, organisation,
            new PaperSigner(officer.FullName, officer.Title)) { SourceNumber = import.Line.Number };
    }

    private async Task<PublishedBytes> StoreAsync(Work work, ResultImport import, VerificationCode code, bool isTest, ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken)
    {
        ManifestLine line = import.Line;
        PublishedDocument result = new(
            PublishedId.New(work.Now), import.Tenant, import.Scope, PublishedKind.Result, code.Sha256, code.Plain, Sha256Digest.Of(pdf.Span),
            await work.Unit.Blobs.PutAsync(import.Tenant, import.Scope, DataClass.Published, pdf, cancellationToken),
            line.Title!, seals.For(import.Tenant).Organisation, isTest, null, work.Now, null)
        {
            Type = line.Type,
            Number = line.Number,
            Owners = [new ResultOwner(line.OwnerNumber!, line.OwnerName!)],
            Validity = new ValidityPeriod(VietnamTime.Start(line.IssuedOn!.Value), line.ValidUntil is { } last ? VietnamTime.Start(last.AddDays(1)) : null),
            Provenance = ResultProvenance.Digitised,
        };
        await work.Unit.Published.AddAsync(result, cancellationToken);
        await work.Unit.ResultImports.UpdateAsync(import with { Closed = "confirmed", Result = result.Id, Version = import.Version + 1 }, cancellationToken);
        work.About(import.Scope);
        work.Note("import", import.Id.ToString("D"));
        work.Note("original", import.Sha256.Hex);
        work.Note("document", result.Sha256.Hex);
        work.Note("result", result.Id.ToString());
        work.Publish("result.digitised", import.Scope, result.Id.ToString());
        return new PublishedBytes(result, pdf);
    }
}
