namespace RemoteVerify.Synthetic.Attacks;

/// <summary>Kinds of things that are held or worn before a camera in place of a face.</summary>
public enum AttackSpecies
{
    /// <summary>A picture on paper, held in the hand.</summary>
    Print = 1,

    /// <summary>A picture or a recording on a screen.</summary>
    Replay = 2,

    /// <summary>A print cut along the head's outline, held or worn, perhaps with holes for living eyes.</summary>
    CutOut = 3,

    /// <summary>A print of the face bent round a living head.</summary>
    BentMask = 4,
}
