namespace RemoteVerify.Cases.States;

/// <summary>A person who takes part in a case (người tham gia giao dịch), as the portal declared them.</summary>
/// <param name="Id">Unique in the case.</param>
/// <param name="FullName">Full name (họ, chữ đệm và tên), NFC.</param>
/// <param name="PersonalNumber">Số định danh cá nhân, 12 digits: the chip must be this person's.</param>
/// <param name="Role">What they are in the transaction, e.g. <c>party-a</c>.</param>
public sealed record Participant(ParticipantId Id, string FullName, string PersonalNumber, string Role)
{
    public override string ToString() => $"Participant {Id}";
}
