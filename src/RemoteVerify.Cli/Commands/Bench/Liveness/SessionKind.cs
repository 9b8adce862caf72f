namespace RemoteVerify.Cli.Commands.Bench.Liveness;

/// <summary>Who or what stands before the camera of a simulated session.</summary>
internal enum SessionKind
{
    /// <summary>The holder of the portrait, living.</summary>
    Live,

    /// <summary>A print of the holder, moved by a hand as asked.</summary>
    Print,

    /// <summary>The holder on a screen, moved as asked: by turns a still picture, and a recording that plays by itself.</summary>
    Replay,

    /// <summary>A cut-out of the holder's head: by turns held by a hand, and worn by somebody who does what is asked.</summary>
    CutOut,

    /// <summary>A print of the holder's face bent round somebody else's head.</summary>
    MaskFlat,

    /// <summary>No camera: a recording of the holder fed in under an ordinary camera's name, in a loop or back and forth.</summary>
    Injection,
}
