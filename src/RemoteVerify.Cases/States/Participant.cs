using System.Text.Json.Serialization;

namespace RemoteVerify.Cases.States;

/// <summary>What a person does in a case. Officers and the seal's clerk take part by their accounts (<see cref="Assignment"/>).</summary>
public enum ParticipantKind
{
    /// <summary>Bên tham gia giao dịch: proves who they are and signs.</summary>
    Party,

    /// <summary>Người yêu cầu: asks for the service; signs the request.</summary>
    Applicant,

    /// <summary>Chủ hồ sơ: whom the paper is about, where that is not the applicant; signs nothing.</summary>
    Subject,

    /// <summary>Người làm chứng: proves who they are and signs.</summary>
    Witness,

    /// <summary>Người phiên dịch: proves who they are and signs.</summary>
    Interpreter,

    /// <summary>Người giám hộ: signs for somebody who can't.</summary>
    Guardian,

    /// <summary>Người hỗ trợ: prepares, and can never confirm or sign.</summary>
    Helper,
}

/// <summary>A person who takes part in a case (người tham gia giao dịch), as the portal declared them.</summary>
/// <param name="Id">Unique in the case.</param>
/// <param name="FullName">Full name (họ, chữ đệm và tên), NFC.</param>
/// <param name="PersonalNumber">Số định danh cá nhân, 12 digits: the chip must be this person's.</param>
/// <param name="Role">What they are in the transaction, e.g. <c>party-a</c>.</param>
public sealed record Participant(ParticipantId Id, string FullName, string PersonalNumber, string Role)
{
    public ParticipantKind Kind { get; init; } = ParticipantKind.Party;

    /// <summary>True for those who must prove who they are, confirm and sign.</summary>
    [JsonIgnore]
    public bool Signs => Kind is not (ParticipantKind.Subject or ParticipantKind.Helper);

    public override string ToString() => $"Participant {Id}";
}

/// <summary>What an officer's account does in a case.</summary>
public enum OfficerFunction
{
    /// <summary>Takes the dossier in and prepares the paper (công chức tư pháp - hộ tịch).</summary>
    Prepares,

    /// <summary>Decides and signs (người thực hiện chứng thực, công chứng viên).</summary>
    Decides,

    /// <summary>The notary who leads a session with several venues (công chứng viên chủ trì).</summary>
    Leads,

    /// <summary>The notary at one venue (công chứng viên tại điểm cầu).</summary>
    AtVenue,

    /// <summary>Văn thư: applies the organisation's signature.</summary>
    Seals,
}

/// <summary>That an officer's account has a function in the case.</summary>
public sealed record Assignment(string Officer, OfficerFunction Function, DateTimeOffset At)
{
    public override string ToString() => $"Assignment {Function}";
}
