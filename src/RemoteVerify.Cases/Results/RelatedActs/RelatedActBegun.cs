using System.Text.Json.Serialization;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Results.RelatedActs;

/// <summary>
/// An officer began a correction, an amendment, an end or a cancellation of a stored result: it gets its number, then its page is composed and
/// goes the way of every prepared paper.
/// </summary>
public sealed record RelatedActBegun(CaseFile File) : Case(File)
{
    [JsonIgnore]
    public override string State => "related-act-begun";

    [JsonIgnore]
    public override IReadOnlyList<Act> Allowed => [Act.ReserveNumber, Act.ComposePaper, Act.StopCase];
}
