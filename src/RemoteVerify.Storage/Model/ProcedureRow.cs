namespace RemoteVerify.Storage.Model;

/// <summary>An imported version of a procedure; rows are added, never changed.</summary>
internal sealed class ProcedureRow
{
    public required string Code { get; set; }
    public required string Version { get; set; }
    public DateOnly EffectiveFrom { get; set; }
    public required byte[] Content { get; set; }
    public long ImportedAt { get; set; }
    public required string ImportedBy { get; set; }
}
