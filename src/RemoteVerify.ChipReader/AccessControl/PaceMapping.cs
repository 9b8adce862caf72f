namespace RemoteVerify.ChipReader.AccessControl;

/// <summary>How the nonce becomes a generator (Doc 9303-11 clause 4.4.3.3).</summary>
public enum PaceMapping
{
    /// <summary>Through a first agreement.</summary>
    Generic,

    /// <summary>Through a second nonce and a pseudo-random function.</summary>
    Integrated,

    /// <summary>Generic, and the chip proves its static key with it.</summary>
    ChipAuthentication,
}
