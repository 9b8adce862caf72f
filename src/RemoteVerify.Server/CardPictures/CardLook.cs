using RemoteVerify.Cases.Dossiers.Cards;

namespace RemoteVerify.Server.CardPictures;

/// <summary>What came of one look at a picture; all but <see cref="Read"/> say what the person can do better.</summary>
public enum CardLook
{
    /// <summary>A card was read.</summary>
    Read,

    /// <summary>The picture is good enough, and no code of a card is on it: another side, or too far away.</summary>
    Closer,

    /// <summary>There is a QR code, and it is not an identity card's.</summary>
    OtherCode,

    Dark,

    /// <summary>Light is mirrored in the card.</summary>
    Glare,

    Blurred,

    /// <summary>No JPEG, PNG or WebP, broken, or beyond the limits.</summary>
    NotAPicture,

    /// <summary>Others' pictures are being read, or this person sent too many.</summary>
    Busy,
}

/// <summary>What came of one look, and what was read.</summary>
/// <param name="Look">What came of it.</param>
/// <param name="Reading">Only for <see cref="CardLook.Read"/>.</param>
public sealed record CardSight(CardLook Look, CardReading? Reading = null)
{
    /// <summary>What was read is about a person.</summary>
    public override string ToString() => $"CardSight {Look}";
}
