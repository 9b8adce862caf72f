using System.Text.Json;
using RemoteVerify.Cases.Dossiers;
using RemoteVerify.Cases.Procedures;
using RemoteVerify.Cases.Providers;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Server.Agencies.Portal;

/// <summary>Tells the national portal of a case's creation and of every change of its outer status.</summary>
public sealed class NationalPortalChannel(NationalPortalClient portal, NationalPortalOptions options, IServicePointDirectory points, bool sendsTestCases) : IDispatchChannel
{
    public string Name => DispatchChannels.NationalPortal;

    public string Purpose => options.Purpose;

    public string LegalBasis => options.LegalBasis ?? string.Empty;

    public bool Serves(CaseFile file) => options.Address is not null && options.Units.ContainsKey(file.Tenant.Value) && (!file.IsTest || sendsTestCases);

    public IReadOnlyList<string> Owed(Case current) => PortalMessages.Owed(current);

    public async Task<DispatchOutcome> SendAsync(Dispatch dispatch, DispatchSubject subject, CancellationToken cancellationToken)
    {
        CaseFile file = subject.Case.File;
        if (!Serves(file))
        {
            return new DispatchOutcome.NotTried("not-configured");
        }

        if (National(subject.Procedure) is not { } national)
        {
            return new DispatchOutcome.Refused("procedure-not-mapped");
        }

        string unit = options.Units[file.Tenant.Value];
        string office = points.Agency(file.Tenant)?.Lines is { Count: > 0 } lines ? lines[^1] : unit;
        PortalAnswer answer = PortalMessages.Content(dispatch.What, subject.Case, subject.Due) switch
        {
            PortalCase told => await SyncAsync(told, unit, PortalWire.Of(told, subject.Procedure, national, office), dispatch.Attempts > 1, cancellationToken),
            PortalProgress told => await portal.CallAsync(unit, PortalWire.ProgressService, Data(PortalWire.Of(told, office)), cancellationToken),
            _ => throw new InvalidOperationException("The portal has no such message."),
        };
        return answer.Trouble is { } trouble ? trouble.EndsWith("resting", StringComparison.Ordinal) ? new DispatchOutcome.NotTried(trouble) : new DispatchOutcome.TryLater(trouble) : new DispatchOutcome.Delivered(ReceiptOf(answer.Answer));
    }

    /// <summary>A creation whose answer was lost is not made twice: the portal is asked first whether it has the case.</summary>
    private async Task<PortalAnswer> SyncAsync(PortalCase told, string unit, Dictionary<string, object> content, bool isRepetition, CancellationToken cancellationToken)
    {
        bool isUpdating = told.IsUpdate;
        if (!isUpdating && isRepetition)
        {
            PortalAnswer found = await portal.CallAsync(unit, PortalWire.FindService, new Dictionary<string, object> { ["mahoso"] = told.CaseCode }, cancellationToken);
            if (found.Trouble is not null)
            {
                return found;
            }

            isUpdating = found.Answer.TryGetProperty("result", out JsonElement result) && result.ValueKind == JsonValueKind.Array && result.GetArrayLength() > 0;
        }

        Dictionary<string, object> members = Data(content);
        members["isUpdating"] = isUpdating ? "True" : "False";
        return await portal.CallAsync(unit, PortalWire.SyncService, members, cancellationToken);
    }

    private PortalProcedure? National(Procedure procedure)
    {
        PortalProcedure? mapped = options.Procedures.TryGetValue(procedure.Code, out PortalProcedure? found) ? found : null;
        string? code = procedure.NationalCode ?? mapped?.Code;
        return string.IsNullOrWhiteSpace(code) ? null : new PortalProcedure { Code = code, FieldCode = mapped?.FieldCode ?? string.Empty, FieldName = mapped?.FieldName ?? string.Empty };
    }

    private static Dictionary<string, object> Data(Dictionary<string, object> content) => new() { ["data"] = new[] { content } };

    private static string? ReceiptOf(JsonElement answer) =>
        answer.TryGetProperty("receipt", out JsonElement receipt) && receipt.ValueKind == JsonValueKind.String && receipt.GetString() is { Length: > 0 and <= 64 } text ? text : null;
}
