using RemoteVerify.Cases;
using RemoteVerify.Server.Problems;

namespace RemoteVerify.Server.Http.Description;

/// <summary>Every code that a problem document of this API may carry, by status. Codes are added, never changed.</summary>
internal static class ProblemCodes
{
    /// <summary>Codes of requests that reach no act; those of acts are the closed list of <see cref="RefusalCode"/>.</summary>
    private static readonly (int Status, string Code)[] OfRequests =
    [
        (400, "request.malformed"), (400, "idempotency-key.malformed"), (400, "cursor.invalid"), (400, "capture.websocket-needed"), (400, "capture.bad-post"), (400, "live.websocket-needed"), (400, "chip-relay.websocket-needed"),
        (401, "token.missing-or-invalid"), (401, "token.second-factor-needed"), (401, "payment.callback-not-authentic"),
        (403, "token.insufficient-scope"), (403, "capture.foreign-origin"), (403, "live.foreign-origin"), (403, "chip-relay.foreign-origin"),
        (404, "resource.not-found"), (404, "upload.not-found"), (404, "log.range"), (404, "log.tile-malformed"),
        (405, "request.method-not-allowed"),
        (409, "idempotency-key.in-progress"), (409, "idempotency-key.answer-lost"), (409, "upload.not-complete"), (409, "upload.wrong-offset"), (409, "capture.post-under-way"),
        (410, "capture.line-gone"),
        (412, "upload.version"),
        (413, "request.too-large"),
        (415, "request.unsupported-media-type"),
        (422, "idempotency-key.reused"), (422, "appointment.outcome-missing"), (422, "chip-relay.access-malformed"), (422, "chip.unreadable"), (422, "decision.missing"),
        (422, "document.hash-malformed"), (422, "document.place-malformed"), (422, "event.query-malformed"), (422, "log.range"), (422, "lookup.unknown-field"), (422, "related-act.kind"), (422, "signature.unknown-role"),
        (429, "request.too-many"), (429, "upload.quota-used"),
        (460, "upload.checksum-mismatch"), (460, "upload.hash-mismatch"),
        (500, "server.error"),
        (503, "capture.busy"), (503, "chip-relay.busy"), (503, "models.missing"), (503, "trust-list.unusable"),
    ];

    /// <summary>Statuses with their codes, in order.</summary>
    public static IReadOnlyDictionary<int, IReadOnlyList<string>> ByStatus { get; } = new SortedDictionary<int, IReadOnlyList<string>>(
        OfRequests.Concat(RefusalCode.All.Select(code => (Status: RefusalProblems.StatusOf(code.Kind), Code: code.Value)))
            .GroupBy(entry => entry.Status)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(entry => entry.Code).Distinct().Order(StringComparer.Ordinal)]));
}
