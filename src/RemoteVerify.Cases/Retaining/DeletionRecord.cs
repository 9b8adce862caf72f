using System.Text.Json;
using RemoteVerify.Cases.States;
using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Cases.Retaining;

/// <summary>Why data was destroyed.</summary>
public enum DeletionCause
{
    /// <summary>Its retention was over.</summary>
    RetentionOver,

    /// <summary>The person asked for it, the data rested on consent alone, and an officer granted it.</summary>
    PersonsRequest,
}

/// <summary>The cause with the request that it came from.</summary>
public sealed record DeletionGround(DeletionCause Cause, Guid? Request)
{
    public static DeletionGround RetentionOver { get; } = new(DeletionCause.RetentionOver, null);

    public static DeletionGround AskedBy(Guid request) => new(DeletionCause.PersonsRequest, request);
}

/// <summary>The signed record that data was destroyed: who, when, which class, by which rule. It names no person.</summary>
/// <param name="Id">Id.</param>
/// <param name="Tenant">Tenant.</param>
/// <param name="CaseId">The case.</param>
/// <param name="CaseCode">Its code.</param>
/// <param name="DataClasses">What was destroyed.</param>
/// <param name="At">When.</param>
/// <param name="Statement">The bytes that were signed: JSON with fixed member order.</param>
/// <param name="Signature">Detached CMS over them, by the evidence key, with a timestamp where the authority answered.</param>
/// <param name="TimestampedAt">Time of that timestamp; null without one.</param>
public sealed record DeletionRecord(
    Guid Id, TenantId Tenant, CaseId CaseId, string CaseCode, IReadOnlyList<DataClass> DataClasses, DateTimeOffset At, byte[] Statement, byte[] Signature, DateTimeOffset? TimestampedAt)
{
    public override string ToString() => $"DeletionRecord {Id}";
}

/// <summary>Writes the statement of a record of deletion.</summary>
internal static class DeletionStatement
{
    public static byte[] Write(Guid id, CaseFile file, Actor actor, IReadOnlyList<(DataClass Class, RetentionTerm Term)> destroyed, DeletionGround ground, DateTimeOffset at)
    {
        using MemoryStream buffer = new();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", "remoteverify-deletion-record");
            json.WriteNumber("v", 1);
            json.WriteString("id", id);
            json.WriteString("tenant", file.Tenant.Value);
            json.WriteString("case", file.Id.Value);
            json.WriteString("caseCode", file.Code);
            json.WriteString("procedure", $"{file.ProcedureCode} {file.ProcedureVersion}");
            json.WriteBoolean("isTest", file.IsTest);
            json.WriteString("at", at.ToUniversalTime());
            json.WriteStartObject("by");
            json.WriteString("role", actor.Role.ToString());
            json.WriteString("account", actor.Id);
            json.WriteEndObject();
            json.WriteStartObject("cause");
            json.WriteString("kind", ground.Cause.ToString());
            json.WriteString("request", ground.Request?.ToString("D"));
            json.WriteEndObject();
            json.WriteString("method", "The key of this case and class was destroyed; what it encrypted can't be read any more, in copies of the database neither.");
            json.WriteStartArray("classes");
            foreach ((DataClass dataClass, RetentionTerm term) in destroyed)
            {
                Write(json, dataClass, term);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, DataClass dataClass, RetentionTerm term)
    {
        json.WriteStartObject();
        json.WriteString("class", dataClass.ToString());
        json.WriteString("what", term.Rule.TitleVi);
        json.WriteString("rule", term.Rule.Id);
        json.WriteString("basis", term.Rule.BasisVi);
        json.WriteString("restsOn", term.Rule.RestsOn.ToString());
        json.WriteString("legalReview", term.Rule.LegalReview.Status.ToString());
        json.WriteString("caseEndedAt", term.From.ToUniversalTime());
        if (term.Until is { } until)
        {
            json.WriteString("retentionUntil", until.ToUniversalTime());
        }
        else
        {
            json.WriteNull("retentionUntil");
        }

        json.WriteEndObject();
    }
}
