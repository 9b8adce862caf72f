using RemoteVerify.Cases.Stores;

namespace RemoteVerify.Storage.Model;

/// <summary>Imported data of procedures; rows are added, never changed.</summary>
internal sealed class ProcedureRow
{
    public ImportedKind Kind { get; set; }
    public required string Code { get; set; }
    public required string Version { get; set; }
    public DateOnly EffectiveFrom { get; set; }
    public required byte[] Content { get; set; }
    public long ImportedAt { get; set; }
    public required string ImportedBy { get; set; }
}
