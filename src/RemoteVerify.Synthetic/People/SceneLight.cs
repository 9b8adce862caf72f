using System.Numerics;

namespace RemoteVerify.Synthetic.People;

/// <summary>How the room is lit and what stands behind the person. Colours are linear, 1 = full.</summary>
public sealed record SceneLight
{
    /// <summary>Daylight from a window at the upper left of the picture, in an ordinary room.</summary>
    public static SceneLight Room { get; } = new();

    /// <summary>Even light before a plain light wall, as for an identity photograph.</summary>
    public static SceneLight Studio { get; } = new()
    {
        KeyDirection = new(-0.25f, 0.45f, 0.85f),
        KeyStrength = 0.80f,
        AmbientStrength = 0.85f,
        Background = BackgroundKind.Plain,
    };

    /// <summary>Direction towards the main light; x to the right of the picture, y up, z towards the camera.</summary>
    public Vector3 KeyDirection { get; init; } = new(-0.55f, 0.50f, 0.70f);

    /// <summary>0 off, 1 usual.</summary>
    public float KeyStrength { get; init; } = 1.0f;

    /// <summary>Light from everywhere: 0 none, 0.6 usual.</summary>
    public float AmbientStrength { get; init; } = 0.62f;

    /// <summary>Colour of the main light; white is daylight.</summary>
    public Vector3 KeyColour { get; init; } = new(1.0f, 0.955f, 0.89f);

    /// <summary>Light from behind, on the side away from the main light: 0 none, 0.5 usual.</summary>
    public float RimStrength { get; init; } = 0.5f;

    /// <summary>Colour of the light that the screen in front of the person throws, black when it is dark.</summary>
    public Vector3 ScreenColour { get; init; }

    /// <summary>What is behind the person.</summary>
    public BackgroundKind Background { get; init; } = BackgroundKind.LivingRoom;

    /// <summary>Changes where things stand in the room and which colour they have.</summary>
    public uint RoomSeed { get; init; } = 1;
}

/// <summary>What is behind the person.</summary>
public enum BackgroundKind
{
    /// <summary>A light, even wall.</summary>
    Plain,

    /// <summary>A wall with a window, a shelf and a picture, out of focus.</summary>
    LivingRoom,

    /// <summary>A wall with a cupboard and a door, out of focus.</summary>
    Office,

    /// <summary>Whatever the room's seed says: walls, windows, shelves, curtains, pictures, more or less out of focus.</summary>
    Any,
}
