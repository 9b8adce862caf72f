namespace RemoteVerify.ChipReader.Transports;

/// <summary>A reader and what lies on it at the moment of asking.</summary>
/// <param name="Name">As pcscd calls it; a reader with two slots comes twice.</param>
/// <param name="HasCard">True for anything that is a card, also one that does not answer.</param>
/// <param name="IsMute">True for a card that does not answer.</param>
/// <param name="IsInUse">True when another program is connected to the card.</param>
/// <param name="AnswerToReset">Empty without a card. It tells the chip's make, not its holder.</param>
public sealed record PcscReader(string Name, bool HasCard, bool IsMute, bool IsInUse, ReadOnlyMemory<byte> AnswerToReset);
