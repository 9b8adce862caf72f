using RemoteVerify.Cases.Checking;
using RemoteVerify.Cases.Papers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.Registers;
using RemoteVerify.Cases.Results;
using RemoteVerify.Cases.Results.RelatedActs;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Journeys.StoredCopies;

/// <summary>A stored result that may be copied now.</summary>
/// <param name="Bytes">The document with its bytes, which have the recorded hash.</param>
/// <param name="Verdict">Its signatures as they are judged now.</param>
internal sealed record CopySource(PublishedBytes Bytes, DocumentVerdict Verdict)
{
    public PublishedDocument Document => Bytes.Document;

    /// <summary>What must be read with it.</summary>
    public IReadOnlyList<RelatedPage> Related { get; init; } = [];

    public override string ToString() => $"CopySource {Document.Id}";

    /// <summary>Reads a result and checks that it still counts: not revoked, replaced, ended or expired, every signature valid.</summary>
    public static async Task<Outcome<CopySource>> ReadAsync(Work work, PublishedDocument document, IDocumentValidator validator, CancellationToken cancellationToken)
    {
        ResultState state = ResultState.Of(document, await work.Unit.RelatedActs.ListAsync(document.Id, cancellationToken), work.Now);
        if (state is not ResultState.Valid)
        {
            string[] reasons = [$"{state.Name}:{document.Id}", .. state is ResultState.Replaced replaced ? [$"replaced-by:{replaced.By}"] : Array.Empty<string>()];
            return new Refusal(RefusalCode.OriginalNotValid, Advice(state), [], reasons);
        }

        if (!(await Repository.BytesAsync(work, document, cancellationToken)).TryGet(out PublishedBytes? bytes, out Refusal? refusal)
            || !validator.Validate(bytes.Pdf, work.Now).TryGet(out DocumentVerdict? verdict, out refusal)
            || !(await PagesOfResult.ReadAsync(work, document, cancellationToken)).TryGet(out IReadOnlyList<RelatedPage>? related, out refusal))
        {
            return refusal;
        }

        return verdict.IsValid
            ? new CopySource(bytes, verdict) { Related = related }
            : new Refusal(
                RefusalCode.OriginalNotValid, "A signature of the stored result doesn't pass the check any more, so no copy is made from it. Have it issued anew.",
                [], [.. verdict.Signatures.Where(s => s.Indication != "TOTAL_PASSED").Select(s => $"{s.Field}:{s.Indication}:{s.SubIndication}")]);
    }

    /// <summary>What a road asks of its source; null when it fits.</summary>
    public static Refusal? NotForRoad(CopyRoad road, PublishedDocument document, CaseFile file)
    {
        bool isCopy = document.Kind == PublishedKind.CertifiedCopy || document.Type == file.ProcedureCode;
        return road switch
        {
            CopyRoad.SaoLuc when !isCopy => NotOpen("sao-luc:of-a-copy", "SAO LỤC is made from a copy. Choose SAO Y for an original result."),
            CopyRoad.SaoY or CopyRoad.RegisterExtract when isCopy => NotOpen("sao-y:of-an-original", "The found result is a copy. Choose SAO LỤC, or name the original result."),
            _ => null,
        };
    }

    /// <summary>The book's entry of the result; an extract is a copy of that entry.</summary>
    public static async Task<Outcome<UsedEntry>> EntryAsync(Work work, PublishedDocument document, CancellationToken cancellationToken) =>
        (await work.Unit.Registers.FindAsync(document.Tenant, document.CaseId, cancellationToken)).OfType<UsedEntry>().FirstOrDefault(e => e.Text is not null) is { } entry
            ? entry
            : new Refusal(RefusalCode.CopyNoRegisterEntry, "No register book of this agency has an entry of the result, so there is nothing to extract. Choose another road.");

    internal static Refusal NotOpen(string reason, string message) => new(RefusalCode.CopyRoadNotOpen, message, [], [reason]);

    private static string Advice(ResultState state) => state switch
    {
        ResultState.Replaced => "Another result took the place of this one. Copy that one.",
        ResultState.Expired => "The result's time is over. Have it issued anew.",
        ResultState.NotYetValid => "The result is not valid yet. Wait until it is.",
        _ => "The result has been ended or declared invalid, so no copy is made from it. Have a new one issued.",
    };
}
